import numpy as np
import pytest
from PIL import Image


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """A cache of this test's own."""
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path):
    """An empty folder of the user's."""
    (tmp_path / "pictures").mkdir()
    return tmp_path / "pictures"


@pytest.fixture
def draw():
    """Saves a picture of one level of grey, 16x16, whose level is told apart after reading."""

    def save(path, level, mode="L"):
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((16, 16), level, np.uint8)).convert(mode).save(path)
        return path

    return save
