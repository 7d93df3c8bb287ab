"""Placed Fashion-MNIST: boxes hold what they are about, captions say what it is."""

import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.data.tasks.captioned_fashion import NOUNS, SHADES
from tfgan_suite.data.tasks.placed_fashion import boxes_of, placed_fashion
from tfgan_suite.training.protocols.captioned.placing import overlap, shown


@pytest.fixture(scope="module")
def ours():
    """Placed discs."""
    rows, columns = np.mgrid[:28, :28] - 13.5
    labels = np.arange(400, dtype=np.int32) % 10
    discs = np.hypot(rows, columns) < (labels[:, None, None] / 2 + 8)
    source = Examples({"image": np.where(discs, 230, 0).astype(np.uint8)[..., None], "label": labels}, "discs")
    return placed_fashion(source, "train")


def test_boxes_hold_all_that_is_bright(ours):
    assert ours["image"].shape == (400, 32, 32, 1) and ours["box"].dtype == "float32"
    for image, (x, y, width, height) in zip(ours["image"][..., 0], np.rint(ours["box"] * 32).astype(int), strict=True):
        inside = image[y : y + height, x : x + width]
        outside = image.copy()
        outside[y : y + height, x : x + width] = 0
        assert outside.max() < 25 <= min(edge.max() for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1]))


def test_places_and_sizes_vary_and_captions_say_what_is_shown(ours):
    assert len(np.unique(ours["box"][:, 0])) > 10 and ours["box"][:, 2].std() > 0.03
    for caption, label, shade in zip(ours["caption"], ours["label"], ours["shade"], strict=True):
        assert caption == f"a {SHADES[shade]} {NOUNS[label]}"
    articles, shades = shown(ours["image"], ours["box"])
    assert articles.shape == (400, 28, 28, 1) and (shades == ours["shade"]).mean() > 0.98


def test_a_black_image_has_the_whole_image_for_a_box():
    np.testing.assert_array_equal(boxes_of(np.zeros((1, 8, 8, 1), "uint8")), [[0, 0, 1, 1]])


def test_overlap_is_intersection_over_union():
    one = np.array([[0.0, 0.0, 0.5, 0.5]])
    others = np.array([[0.0, 0.0, 0.5, 0.5], [0.25, 0.0, 0.5, 0.5], [0.6, 0.6, 0.2, 0.2]])
    np.testing.assert_allclose(overlap(one.repeat(3, 0), others), [1, 1 / 3, 0])
