import json

import numpy as np
import pytest
import yaml
from PIL import Image

from tests.variants.cases import CASES, outspoken
from tfgan_suite.training.running.run import Run


@pytest.fixture
def run_of(tmp_path):
    """Makes a run directory whose checkpoint is a game, or that of a case; `name` is what its configuration says."""

    def make(case, name=None, facts=None, **arguments):
        path = tmp_path / (name or case)
        path.mkdir()
        config = {"system": name or case, "arguments": arguments, "precision": "float32"}
        (path / "config.yaml").write_text(yaml.safe_dump(config))
        (path / "data.json").write_text(json.dumps(facts or {}))
        game = outspoken(CASES[case]) if isinstance(case, str) else case
        game.compile()
        (path / "checkpoints").mkdir()
        game.save(path / "checkpoints" / "step-00000000.keras")
        return Run.open(path)

    return make


@pytest.fixture
def pictures(tmp_path):
    """A nested folder of pictures of several sizes and modes, two of them broken, and a text."""
    folder, rng = tmp_path / "photos", np.random.default_rng(0)
    (folder / "deep" / "er").mkdir(parents=True)
    for name, shape in {
        "a.png": (8, 8),
        "b.jpg": (21, 13, 3),
        "deep/c.png": (5, 30, 4),
        "deep/er/a.bmp": (3, 3),
    }.items():
        Image.fromarray(rng.integers(0, 256, shape, "uint8")).save(folder / name)
    (folder / "zero.png").touch()
    (folder / "deep" / "broken.png").write_bytes(b"no picture at all")
    (folder / "notes.txt").write_text("hello")
    return folder
