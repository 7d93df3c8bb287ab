"""Key points of a user's pictures: read, brought along to another size, refused in one line."""

import json

import numpy as np
import pytest
from PIL import Image

from tfgan_suite.data import load
from tfgan_suite.data.folders.places.keypoints import keypoints_at
from tfgan_suite.errors import SuiteError

N = 20


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("TFGAN_SUITE_CACHE", str(tmp_path / "cache"))


def pictures(root, rows):
    """Black pictures of 40x20 with two bright spots each, and a table of what `rows` makes of their numbers."""
    root.mkdir()
    lines = []
    for number in range(N):
        picture = Image.new("L", (40, 20))
        for (x, y), level in zip(places(number), (255, 128), strict=True):
            picture.paste(level, (x - 2, y - 2, x + 2, y + 2))
        picture.save(root / f"{number}.png")
        lines.append(json.dumps(rows(number)))
    (root / "captions.jsonl").write_text("\n".join(lines))
    return root


def places(number):
    return (12 + number % 3, 6), (26, 10 + number % 5)


def row(number):
    return {
        "file_name": f"{number}.png",
        "text": f"spots {number % 3}",
        "keypoints": dict(zip("ab", places(number), strict=True)),
    }


@pytest.mark.parametrize("resize", ["crop", "stretch", "letterbox"])
def test_a_point_stays_on_what_it_is_on(resize, tmp_path):
    examples = load(pictures(tmp_path / "mine", row), "all", content="keypoints", image_size=32, resize=resize)
    assert examples.keypoint_names == ("a", "b") and examples["keypoints"].shape == (N, 2, 3)
    for image, points in zip(examples["image"][..., 0], examples["keypoints"], strict=True):
        x, y, seen = points[0]
        assert seen == 1 and image[int(y * 32), int(x * 32)] > 200


def test_coco_lists_are_read_and_parts_that_are_not_seen_are_zeros(tmp_path):
    def listed(number):
        (x, y), _ = places(number)
        return {**row(number), "keypoints": [x, y, 2, 0, 0, 0]}

    examples = load(pictures(tmp_path / "mine", listed), "all", content="keypoints", image_size=16)
    assert examples.keypoint_names == ("1", "2")
    assert examples["keypoints"][:, 0, 2].all() and not examples["keypoints"][:, 1].any()


def test_parts_that_a_row_leaves_out_or_a_crop_cuts_off_are_not_seen(tmp_path):
    def some(number):
        said = row(number)
        return said if number else {**said, "keypoints": {"b": said["keypoints"]["b"]}}

    examples = load(pictures(tmp_path / "mine", some), "all", content="keypoints", image_size=32, resize="stretch")
    at = examples.keypoint_names.index("a")
    assert examples["keypoints"][:, at, 2].sum() == N - 1
    assert keypoints_at({"a": (2, 5)}, ("a",), (20, 40), (20, 20), "crop") == [[0, 0, 0]]


def test_pictures_without_points_are_skipped_and_named(tmp_path):
    def some(number):
        said = row(number)
        return said if number else {key: said[key] for key in ("file_name", "text")}

    with pytest.warns(UserWarning, match="skipped 1 images without keypoints: 0.png"):
        assert len(load(pictures(tmp_path / "mine", some), "all", content="keypoints", image_size=16)) == N - 1


def arrays(path, **more):
    images = np.random.default_rng(0).integers(0, 256, (N, 16, 16, 3), "uint8")
    np.savez(path, image=images, caption=[f"thing {n}" for n in range(N)], **more)
    return path


def test_array_files_hold_shares_and_names(tmp_path):
    points = np.full((N, 2, 2), 0.25)
    points[0, 1] = np.nan
    mine = arrays(tmp_path / "mine.npz", keypoints=points, keypoint_names=["eye", "tail"])
    examples = load(mine, "all", content="keypoints")
    row = int(np.flatnonzero(examples["caption"] == "thing 0")[0])
    assert examples.keypoint_names == ("eye", "tail")
    np.testing.assert_allclose(examples["keypoints"][row], [[0.25, 0.25, 1], [0, 0, 0]])


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"keypoints": np.full((N, 2, 2), 12.0)}, "shares of the image's sides, from 0 to 1"),
        ({"keypoints": np.zeros((N, 2))}, "not numbers \\[20, K, 2\\]"),
        ({"keypoints": np.zeros((N, 2, 2)), "keypoint_names": ["eye"]}, "name each once"),
        ({}, "holds no keypoints: give an array keypoints"),
    ],
)
def test_arrays_that_are_no_points_are_one_line(more, says, tmp_path):
    with pytest.raises(SuiteError, match=says):
        load(arrays(tmp_path / "mine.npz", **more), "all", content="keypoints")


@pytest.mark.parametrize("said", [[1, 2], {"a": 3}, {"a": [1, 2, 3]}, {}, "here"])
def test_rows_that_are_no_points_are_one_line(said, tmp_path):
    with pytest.raises(SuiteError, match=r'give "keypoints": \{"beak": \[x, y\], \.\.\.\} in pixels'):
        load(
            pictures(tmp_path / "mine", lambda n: {**row(n), "keypoints": said}),
            "all",
            content="keypoints",
            image_size=16,
        )


def test_a_table_without_points_is_one_line(tmp_path):
    with pytest.raises(SuiteError, match="captions and no keypoints of its images"):
        load(
            pictures(tmp_path / "mine", lambda n: {"file_name": f"{n}.png", "text": "a"}),
            "all",
            content="keypoints",
            image_size=16,
        )
