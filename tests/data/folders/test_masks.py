"""Masks in the forms that programs write them."""

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.folders.masks import read_masks
from tfgan_suite.errors import SuiteError

RNG = np.random.default_rng(0)
TRUE = RNG.random((20, 16, 16)) < 0.3
SOFT = np.where(TRUE, 255, 0) + np.where(RNG.random(TRUE.shape) < 0.1, np.where(TRUE, -60, 60), 0)


@pytest.mark.parametrize(
    "written",
    [
        TRUE,
        TRUE.astype("uint8"),
        TRUE.astype("float32"),
        TRUE * np.uint8(255),
        TRUE * np.uint8(128),
        TRUE * np.uint16(65535),
        TRUE.astype("int64")[..., None],
        np.where(TRUE, 1.0, -1.0),
        SOFT.astype("uint8"),
        SOFT / 255,
        np.repeat(TRUE[..., None] * np.uint8(255), 3, -1),
        TRUE[..., None] * np.uint8([255, 0, 0]),
        np.concatenate(
            [np.repeat(TRUE[..., None] * np.uint8(255), 3, -1), np.full((*TRUE.shape, 1), 255, "uint8")], -1
        ),
    ],
    ids=str.split("bool ones floats bytes 128 16bits channel signed soft fractions rgb red rgba"),
)
def test_every_form_means_the_same(written):
    masks = read_masks(written, 20)
    assert masks.dtype == np.uint8
    np.testing.assert_array_equal(masks, np.where(TRUE, 255, 0)[..., None])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (RNG.integers(0, 21, TRUE.shape, "uint8"), "values 0, 1, 2, 3, ... 20; keep one object, as in mask == 20"),
        (RNG.choice([0, 3, 255], TRUE.shape, p=[0.8, 0.15, 0.05]), "values 0, 3, 255"),
        (TRUE + 1, "values 1, 2"),
        (np.eye(3, dtype="uint8")[RNG.integers(0, 3, TRUE.shape)] * 128, "several colours"),
        (np.zeros_like(TRUE), "marks nothing"),
        (np.ones_like(TRUE), "marks everything"),
        (TRUE[:19], "for each of 20 images"),
        (np.repeat(TRUE[..., None], 2, -1), r"bool \[20, 16, 16, 2\]"),
        (np.where(TRUE, np.nan, 0.0), "NaN"),
        (TRUE.astype(str), "<U5"),
    ],
    ids=str.split("classes ignored pair palette empty full fewer channels nan text"),
)
def test_other_forms_are_refused_with_the_one_that_is_wanted(written, message):
    with pytest.raises(SuiteError, match=message) as refusal:
        read_masks(written, 20)
    assert "give 0 or False where the object is not" in str(refusal.value)


def test_masks_go_with_their_images(tmp_path):
    image = RNG.integers(0, 256, (20, 16, 16, 3), "uint8")
    np.savez(tmp_path / "mine.npz", image=image, mask=TRUE)
    for size, covered in ((None, TRUE.mean()), (32, 0.3)):
        mask = load(tmp_path / "mine.npz", "all", image_size=size, channels=3)["mask"]
        assert np.unique(mask).tolist() == [0, 255]
        assert mask.shape[-1] == 1
        assert abs((mask > 0).mean() - covered) < 0.1
    np.savez(tmp_path / "mine.npz", image=image, mask=TRUE[:, :8])
    with pytest.raises(SuiteError, match="images of 16x16 and masks of 8x16: give both one size"):
        load(tmp_path / "mine.npz")
