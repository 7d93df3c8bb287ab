"""A user's own masks, from the folder to the exported segmenter."""

import json

import numpy as np
import pytest
from PIL import Image

from tests.data.forms.drawing import draw
from tests.training.own.declared import of
from tests.training.own.systems import trained
from tfgan_suite.data.masks.palettes import voc_colour

SMALL = ("--width", 4, "--most", 8)
NAMES = ("background", "cat", "dog")


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def animals(root, classes):
    """Twenty images with masks of so many classes, in a palette where they are several."""
    (root / "masks").mkdir(parents=True)
    for i in range(20):
        draw(root / "images" / f"{i}.jpg", i)
        numbers = np.random.default_rng(i).integers(0, classes, (16, 16), np.uint8)
        image = Image.fromarray(numbers if classes > 2 else numbers * np.uint8(255))
        if classes > 2:
            image.putpalette([level for number in range(256) for level in voc_colour(number).to_bytes(3)])
        image.save(root / "masks" / f"{i}.png")
    draw(root / "images" / "alone.jpg")
    return root


@pytest.mark.thorough
def test_one_object(tfgan, tmp_path):
    run = trained(tfgan, "segan", animals(tmp_path / "data", 2), tmp_path / "run", *SMALL)
    assert "18 examples to train on and 2 held out: image 16x16x3, mask 16x16x1" in run.said[0]
    assert "skipped 1 images without partner: images/alone.jpg" in run.said[0]
    assert run.scores["n"] == 2 and "dice_of_class" not in run.scores
    assert run.served("segmenter", image=np.zeros((3, 16, 16, 3), "float32"))["mask"].shape == (3, 16, 16, 1)


@pytest.mark.long
@of("masks", segan="images/ and masks/")
def test_several_classes_are_scored_shown_and_served_by_name(tfgan, tmp_path):
    data = animals(tmp_path / "data", 3)
    (data / "classes.txt").write_text("\n".join(NAMES))
    run = trained(tfgan, "segan", data, tmp_path / "run", *SMALL)
    assert "mask 16x16x3; classes of masks: background, cat, dog" in run.said[0]
    assert run.data["mask_classes"] == [*NAMES]
    for score in ("dice", "iou"):
        by_name = run.scores[f"{score}_of_class"]
        assert [*by_name] == ["cat", "dog"]
        assert run.scores[score] == pytest.approx(np.mean([*by_name.values()]))
    for row in ("dice of class cat", "iou of class dog"):
        assert row in (run.path / "report.html").read_text()
    assert "files of kinds that are not read" not in run.said[0]
    mask = run.served("segmenter", image=np.zeros((3, 16, 16, 3), "float32"))["mask"]
    assert mask.shape == (3, 16, 16, 3)
    np.testing.assert_allclose(mask.sum(-1), 1, atol=1e-5)
    told = run.signature("segmenter")["outputs"]["mask"]
    assert told["names"] == [*NAMES] and "1 is cat" in told["meaning"]
    status, _, err = tfgan("apply", run.path, data / "images", "--out", tmp_path / "made")
    assert status == 0, err
    with Image.open(tmp_path / "made" / "3.png") as made:
        assert made.mode == "P" and made.size == (16, 16) and np.asarray(made).max() < 3
    status, _, err = tfgan("apply", run.path, data / "images", "--out", tmp_path / "other", "--threshold", 0.5)
    assert status == 2 and len(err) == 1 and "leave --threshold out" in err[0]


def test_masks_that_mark_nothing_are_one_line(tfgan, tmp_path):
    data = animals(tmp_path / "data", 2)
    for path in (data / "masks").iterdir():
        Image.new("L", (16, 16)).save(path)
    status, _, err = tfgan("train", "segan", "--data", data, "--run-dir", tmp_path / "run")
    assert status == 2 and len(err) == 1 and "which marks nothing; give 0 or False" in err[0]
    assert not (tmp_path / "run").exists()


@pytest.mark.thorough
def test_a_run_does_not_go_on_with_classes_of_other_names(tfgan, tmp_path):
    images, masks = np.zeros((20, 16, 16, 3), "uint8"), np.arange(20 * 256).reshape(20, 16, 16) % 3
    data, run = tmp_path / "mine.npz", tmp_path / "run"
    train = ("train", "segan", "--data", data, "--run-dir", run, *SMALL, "--batch-size", 4, "--steps-per-epoch", 1)
    options = ("--evaluate", "false", "--export", "false")
    np.savez(data, image=images, mask=masks, mask_classes=NAMES)
    assert tfgan(*train, *options, "--epochs", 1)[0] == 0
    assert json.loads((run / "data.json").read_text())["mask_classes"] == [*NAMES]
    np.savez(data, image=images, mask=masks, mask_classes=("background", "cat", "cow"))
    status, _, err = tfgan(*train, *options, "--epochs", 2)
    assert status == 2 and len(err) == 1 and "new: cow; gone: dog" in err[0]
