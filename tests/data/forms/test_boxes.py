"""Boxes of a user's pictures: read, brought along to another size, refused in one line."""

import json

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.data.folders.places.boxes import box_at
from tfgan_suite.errors import SuiteError

N = 20


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def pictures(root, rows):
    """Black pictures of 40x20 with a white box each, and a table of what `rows` makes of their numbers and boxes."""
    root.mkdir()
    lines = []
    for number in range(N):
        box = (10 + number % 3, 4, 12, 8)
        picture = Image.new("L", (40, 20))
        picture.paste(255, (box[0], box[1], box[0] + box[2], box[1] + box[3]))
        picture.save(root / f"{number}.png")
        lines.append(json.dumps(rows(number, box)))
    (root / "captions.jsonl").write_text("\n".join(lines))
    return root


def row(number, box):
    return {"file_name": f"{number}.png", "text": f"box {number % 3}", "bbox": box}


@pytest.mark.parametrize("resize", ["crop", "stretch", "letterbox"])
def test_a_box_stays_around_what_it_is_around(resize, tmp_path):
    mine = pictures(tmp_path / "mine", row)
    for split, count in (("train", N - 2), ("test", 2)):
        examples = load(mine, split, content="boxes", image_size=32, resize=resize)
        assert len(examples) == count and examples["box"].dtype == "float32"
        for image, (x, y, width, height) in zip(examples["image"][..., 0], examples["box"] * 32, strict=True):
            lit = np.argwhere(image > 127)
            (top, left), (bottom, right) = lit.min(0), lit.max(0) + 1
            np.testing.assert_allclose([x, y, x + width, y + height], [left, top, right, bottom], atol=1.01)


def test_what_a_crop_cuts_off_is_cut_off_the_box():
    assert box_at((0, 0, 40, 20), (20, 40), (20, 20), "crop") == [0, 0, 1, 1]
    assert box_at((0, 0, 20, 10), (20, 40), (20, 20), "crop") == [0, 0, 0.5, 0.5]
    assert box_at((0, 0, 40, 20), (20, 40), (20, 20), "letterbox") == [0, 0.25, 1, 0.5]
    assert box_at((10, 5, 20, 10), (20, 40), (20, 20), "stretch") == [0.25, 0.25, 0.5, 0.5]


def test_pictures_without_a_box_are_skipped_and_named(tmp_path):
    def some(number, box):
        said = row(number, box)
        return said if number else {key: said[key] for key in ("file_name", "text")}

    with pytest.warns(UserWarning, match="skipped 1 images without box: 0.png"):
        assert len(load(pictures(tmp_path / "mine", some), "all", content="boxes", image_size=16)) == N - 1


def test_array_files_hold_shares(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (N, 16, 16, 3), "uint8")
    boxes = np.tile([0.25, 0.0, 0.5, 1.0], (N, 1))
    words = [f"thing {number}" for number in range(N)]
    np.savez(tmp_path / "mine.npz", image=images, caption=words, box=boxes)
    examples = load(tmp_path / "mine.npz", "all", content="boxes")
    np.testing.assert_allclose(examples["box"], boxes)


@pytest.mark.parametrize(
    ("arrays", "says"),
    [
        ({"box": np.full((N, 4), 12.0)}, "shares of the image's sides, from 0 to 1"),
        ({"box": np.full((N, 4), np.nan)}, "shares of the image's sides"),
        ({"box": np.zeros((N, 3))}, "not numbers \\[20, 4\\]"),
        ({}, "holds no box: give an array box"),
    ],
)
def test_arrays_that_are_no_boxes_are_one_line(arrays, says, tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (N, 16, 16, 3), "uint8")
    np.savez(tmp_path / "mine.npz", image=images, caption=[f"thing {n}" for n in range(N)], **arrays)
    with pytest.raises(SuiteError, match=says):
        load(tmp_path / "mine.npz", "all", content="boxes")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (lambda number, box: {**row(number, box), "bbox": box[:3]}, 'give "bbox": \\[x, y, width, height\\] in pixels'),
        (lambda number, box: {"file_name": f"{number}.png", "text": "a box"}, "captions and no box of its images"),
    ],
)
def test_tables_that_have_no_boxes_are_one_line(rows, says, tmp_path):
    with pytest.raises(SuiteError, match=says):
        load(pictures(tmp_path / "mine", rows), "all", content="boxes", image_size=16)
