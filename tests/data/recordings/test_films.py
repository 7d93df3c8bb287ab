"""Folders of pictures that are no clips, and what is said of them."""

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError

SIDE = 16


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "clips"


def clips(folder, **options):
    return load(folder, "all", content="clips", length=4, **options)


def saved(path, pictures, names="0123456789ABCDEF"):
    path.mkdir(parents=True)
    for name, picture in zip(names, pictures, strict=False):
        Image.fromarray(np.asarray(picture, "uint8")).save(path / f"{name}.png")


def film(n):
    """Frames that become lighter."""
    return [np.full((SIDE, SIDE), 10 * number) for number in range(n)]


def unrelated(*sizes):
    rng = np.random.default_rng(0)
    return [rng.integers(0, 128) + rng.integers(0, 128, size) for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ([(SIDE, SIDE)] * 3, "3 frames"),
        ([(SIDE, SIDE), (24, SIDE)] * 3, "pictures of different sizes, such as 16x16 and 16x24"),
    ],
)
@pytest.mark.parametrize("options", [{}, {"image_size": SIDE}])
def test_class_folders_of_pictures_are_no_clips(sizes, why, options, folder):
    for name in ("cat", "dog"):
        saved(folder / name, unrelated(*sizes))
    with pytest.raises(SuiteError) as refused:
        clips(folder, **options)
    said = str(refused.value)
    assert f"first cat ({why}): pictures in folders are no clips" in said and "numbered frames" in said


def test_pictures_without_numbers_are_no_frames(folder):
    saved(folder / "film", film(4))
    saved(folder / "cat", unrelated(*[(SIDE, SIDE)] * 5), "abcde")
    with pytest.warns(UserWarning, match=r"skipped 1 of 2 clips: cat \(no numbers in names such as a.png\)"):
        assert len(clips(folder)) == 1


def test_numbered_pictures_that_do_not_follow_one_another_are_remarked_on(folder):
    saved(folder / "cat", unrelated(*[(SIDE, SIDE)] * 10))
    saved(folder / "film", film(10))
    with pytest.warns(UserWarning, match="do not follow one another as frames of a film do in 1 folders: cat"):
        assert len(clips(folder)) == 4
