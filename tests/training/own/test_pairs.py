"""A user's own pairs, from the folder to the exported translator."""

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import draw
from tests.thorough import thorough
from tests.training.own.declared import of
from tests.training.own.systems import trained

SMALL = ("--width", 4, "--most", 8, "--depth", 1)


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def sketches(root):
    """Twenty grey sources and their targets in colour, and one source without partner."""
    for i in range(20):
        draw(root / "A" / f"{i}.png", i, mode="L")
        draw(root / "B" / f"{i}.jpg", i)
    draw(root / "A" / "alone.png", mode="L")
    return root


@pytest.mark.thorough
@of("pairs", pix2pix="A/ and B/")
@pytest.mark.parametrize(("direction", "channels"), [("AtoB", (1, 3)), thorough("BtoA", (3, 1))])
def test_folders_of_pairs_are_translated_in_either_direction(direction, channels, tfgan, tmp_path):
    data = sketches(tmp_path / "data")
    run = trained(tfgan, "pix2pix", data, tmp_path / "run", *SMALL, "--direction", direction)
    source, target = channels
    assert f"source 16x16x{source}, target 16x16x{target}" in run.said[0]
    assert "18 examples to train on and 2 held out" in run.said[0]
    assert "skipped 1 images without partner: A/alone.png" in run.said[0]
    assert run.scores["n"] == 2 and run.scores["l1"] > 0
    assert run.served("generator", image=np.zeros((3, 16, 16, source), "float32"))["translation"].shape == (
        *(3, 16, 16),
        target,
    )
    status, _, err = tfgan("sample", run.path, "--n", 2, "--out", tmp_path / "some.npy")
    assert status == 0, err
    assert np.load(tmp_path / "some.npy").shape == (2, 16, 48, 3)
    status, said, err = tfgan("apply", run.path, data / ("A" if source == 1 else "B"), "--out", tmp_path / "made")
    assert status == 0 and said[-1].startswith(f"{21 if source == 1 else 20} pictures by generator"), err
    assert Image.open(tmp_path / "made" / "0.png").mode == {1: "L", 3: "RGB"}[target]


@pytest.mark.thorough
@of("pairs", pix2pix="side by side")
def test_halves_of_any_shape_are_translated_when_asked(tfgan, tmp_path):
    for i in range(10):
        draw(tmp_path / "data" / f"{i}.png", i, (16, 24))
    train = ("train", "pix2pix", "--data", tmp_path / "data", "--run-dir", tmp_path / "run")
    status, _, err = tfgan(*train)
    assert status == 2 and len(err) == 1 and "--side-by-side true" in err[0]
    assert not (tmp_path / "run").exists()
    run = trained(tfgan, "pix2pix", tmp_path / "data", tmp_path / "run", *SMALL, "--side-by-side")
    assert "source 16x12x3, target 16x12x3" in run.said[0]


@pytest.mark.thorough
@of("pairs", pix2pix=".npz")
def test_two_pictures_in_one_are_translated_into_one(tfgan, tmp_path):
    rng = np.random.default_rng(0)
    source, target = (rng.integers(0, 256, (20, 16, 16, c), "uint8") for c in (6, 3))
    np.savez(tmp_path / "six.npz", source=source, target=target)
    run = trained(tfgan, "pix2pix", tmp_path / "six.npz", tmp_path / "run", *SMALL)
    assert run.signature("generator")["inputs"]["image"]["shape"] == [None, 16, 16, 6]
    with Image.open(next((run.path / "samples").glob("*.png"))) as picture:
        assert picture.size[0] >= 4 * 16
    status, _, err = tfgan("sample", run.path, "--n", 2, "--out", tmp_path / "some.npy")
    assert status == 0, err
    assert np.load(tmp_path / "some.npy").shape == (2, 16, 64, 3)


def test_names_that_pair_nothing_are_one_line(tfgan, tmp_path):
    for i in range(10):
        draw(tmp_path / "data" / "A" / f"{i}.png", i)
        draw(tmp_path / "data" / "B" / f"{i + 10}.png", i)
    status, _, err = tfgan("train", "pix2pix", "--data", tmp_path / "data", "--run-dir", tmp_path / "run")
    assert status == 2 and len(err) == 1 and "one name, or train cyclegan or cogan" in err[0]
    assert not (tmp_path / "run").exists()
