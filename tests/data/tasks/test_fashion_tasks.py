import numpy as np
import pytest

from tfgan_suite.data import Examples, load
from tfgan_suite.data.tasks.fashion_masks import masked, shifted
from tfgan_suite.data.tasks.fashion_pairs import dilated, edges, inverted, pooled, turned


@pytest.fixture
def clothes():
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (6, 8, 8, 1), "uint8")
    return Examples({"image": images, "label": np.arange(6, dtype="int32")}, "clothes")


def test_dilation_takes_the_brightest_neighbour():
    images = np.zeros((1, 4, 4, 1), np.uint8)
    images[0, 0, 1] = 9
    expected = np.zeros((4, 4))
    expected[:2, :3] = 9
    np.testing.assert_array_equal(dilated(images)[0, :, :, 0], expected)


def test_edges_and_what_they_are_of(clothes):
    pairs = edges(clothes)
    np.testing.assert_array_equal(pairs["target"], clothes["image"])
    np.testing.assert_array_equal(pairs["source"], dilated(clothes["image"]) - clothes["image"])
    np.testing.assert_array_equal(pairs["label"], clothes["label"])


def test_pooling_keeps_the_mean_of_each_block(clothes):
    pairs = pooled(clothes)
    block = pairs["source"][2, 4:, :4]
    assert np.ptp(block) == 0 and abs(block[0, 0, 0] - pairs["target"][2, 4:, :4].mean()) <= 0.5


def test_the_two_domains_share_no_image(clothes):
    pairs = inverted(clothes)
    assert set(pairs["label"]) & set(pairs["target_label"]) == set()
    np.testing.assert_array_equal(pairs["target"][0], turned(clothes["image"][1:2])[0])


def test_the_other_domain_is_white_around_and_turned():
    bar = np.zeros((1, 28, 28, 1), np.uint8)
    bar[:, 4:24, 13:15] = 255
    (other,) = turned(bar)
    assert other[0, 0, 0] == 255 and other[14, 14, 0] < 128
    top, bottom = (other[row, :, 0].argmin() for row in (5, 22))
    assert top < 13 < 14 < bottom


def test_masks_are_exact_and_the_same_in_every_run(clothes):
    first, again, other = masked(clothes, "train"), masked(clothes, "train"), masked(clothes, "test")
    np.testing.assert_array_equal(first["image"], again["image"])
    assert np.any(first["image"] != other["image"])
    assert set(np.unique(first["mask"])) <= {0, 255}
    bright = Examples({"image": np.full((6, 8, 8, 1), 255, np.uint8), "label": clothes["label"]}, "bright")
    pasted = masked(bright, "train")
    np.testing.assert_array_equal(pasted["image"] == 255, pasted["mask"] == 255)


def test_shifting_brings_in_black(clothes):
    moved = shifted(np.full((50, 14, 14, 1), 7, np.uint8), np.random.default_rng(0))
    lost = (moved == 0).all(axis=(2, 3)).sum(1)
    assert set(np.unique(moved)) == {0, 7} and lost.max() == 2 and lost.min() == 0


@pytest.mark.parametrize("name", ["fashion_edges", "fashion_pooled", "fashion_inverted"])
def test_pairs_by_name_at_their_own_size_and_another(name):
    for size in (None, 16):
        pairs = load(name, "test", image_size=size)
        assert pairs.name == name
        assert pairs["source"].shape == pairs["target"].shape == (len(pairs), size or 28, size or 28, 1)


def test_masks_by_name():
    examples = load("fashion_masks", "test")
    assert examples["image"].shape == examples["mask"].shape == (10000, 28, 28, 1)
    assert 0.2 < (examples["mask"] > 0).mean() < 0.6


def test_a_users_pairs_and_masks_are_read_from_a_file_and_resized(tmp_path):
    rng = np.random.default_rng(0)
    colour, grey = rng.integers(0, 256, (20, 12, 12, 3), "uint8"), rng.integers(0, 256, (20, 12, 12), "uint8")
    np.savez(tmp_path / "pairs.npz", source=grey, target=colour)
    pairs = load(tmp_path / "pairs.npz", "train", image_size=8)
    assert pairs["source"].shape == (18, 8, 8, 1) and pairs["target"].shape == (18, 8, 8, 3)
    np.savez(tmp_path / "masks.npz", image=colour, mask=grey > 127)
    assert set(load(tmp_path / "masks.npz", "test").fields) == {"image", "mask"}
