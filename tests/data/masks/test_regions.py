"""Polygons and runs as arrays; the texts are what COCO's own program makes of these masks."""

import numpy as np
import pytest

from tfgan_suite.data.masks.regions import region, runs_of


def known():
    spots = np.zeros((6, 7), bool)
    spots[1:4, 2:5] = spots[5, 6] = spots[0, 0] = True
    ring = np.zeros((40, 50), bool)
    ring[5:35, 10:40] = True
    ring[10:20, 15:30] = False
    text = "e<n0:00000000WO0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0F0:0?000000000000000000[<"
    return [(spots, "01<2G000:N"), (ring, text)]


@pytest.mark.parametrize(("mask", "text"), known())
def test_packed_runs_are_those_of_known_masks(mask, text):
    size = mask.shape
    for counts in (text, text.encode(), runs_of(text)):
        np.testing.assert_array_equal(region({"size": [*size], "counts": counts}, size), mask)


def test_a_polygon_marks_the_pixels_whose_centres_lie_inside():
    square, hole = [2, 1, 6, 1, 6, 5, 2, 5], [3, 2, 5, 2, 5, 4, 3, 4]
    drawn = region([square], (8, 9))
    assert drawn[1:5, 2:6].all() and drawn.sum() == 16
    np.testing.assert_array_equal(region([square, [0, 6, 9, 6, 9, 8, 0, 8]], (8, 9))[6:], np.full((2, 9), True))
    np.testing.assert_array_equal(region([square, hole], (8, 9)), drawn)
    assert region([[-5, -5, 50, -5, 50, 50, -5, 50]], (8, 9)).all()
    rows, columns = np.mgrid[:40, :50] + 0.5
    angles = np.linspace(0, 2 * np.pi, 300, endpoint=False)
    circle = np.stack([25 + 15 * np.cos(angles), 20 + 15 * np.sin(angles)], 1)
    assert (region([circle.ravel().tolist()], (40, 50)) != (np.hypot(rows - 20, columns - 25) < 15)).sum() < 5


@pytest.mark.parametrize(
    ("segmentation", "why"),
    [
        ([], "no segmentation"),
        (None, "no segmentation"),
        ([[1, 2, 3, 4]], "a polygon of 4 numbers"),
        ([[1, 2, 3, 4, 5, 6, 7]], "a polygon of 7 numbers"),
        ([["a"] * 6], "not of numbers"),
        ([[1, 2, 3, float("nan"), 5, 6]], "NaN"),
        ({"size": [4, 4], "counts": [3, 4]}, "runs of 7 pixels in a picture of 16"),
        ({"size": [5, 4], "counts": [20]}, r"of size \[5, 4\]"),
        ({"size": [4, 4], "counts": [-3, 19]}, "no whole numbers"),
        ({"size": [4, 4]}, "no whole numbers"),
        ({"size": [4, 4], "counts": "0P"}, "cut off"),
        ({"size": [4, 4], "counts": "0\x00"}, "none of theirs"),
    ],
)
def test_what_is_no_region_says_why(segmentation, why):
    with pytest.raises(ValueError, match=why):
        region(segmentation, (4, 4))
