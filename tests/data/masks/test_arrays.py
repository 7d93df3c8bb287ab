"""Masks in the forms that programs write them."""

import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.masks.arrays import read_masks
from tfgan_suite.data.masks.palettes import voc_colour
from tfgan_suite.data.pipeline.void import LEVEL, known
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
    masks, classes = read_masks(written, 20)
    assert masks.dtype == np.uint8 and classes == ()
    np.testing.assert_array_equal(masks, np.where(TRUE, 255, 0)[..., None])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (np.zeros_like(TRUE), "marks nothing"),
        (np.ones_like(TRUE), "marks everything"),
        (TRUE[:19], "for each of 20 images"),
        (np.repeat(TRUE[..., None], 2, -1), r"bool \[20, 16, 16, 2\]"),
        (np.where(TRUE, np.nan, 0.0), "NaN"),
        (TRUE.astype(str), "<U5"),
    ],
    ids=str.split("empty full fewer channels nan text"),
)
def test_other_forms_are_refused_with_the_one_that_is_wanted(written, message):
    with pytest.raises(SuiteError, match=message) as refusal:
        read_masks(written, 20)
    assert "give 0 or False where the object is not" in str(refusal.value)


NUMBERS = RNG.choice([0, 1, 2, 7], TRUE.shape, p=[0.4, 0.3, 0.2, 0.1])
COLOURS = np.array([[0, 0, 0], [255, 0, 0], [0, 255, 0], [10, 20, 30]], "uint8")


def numbered(masks):
    """The number of each pixel's class; asserts that it has one."""
    assert masks.dtype == np.uint8 and (masks.sum(-1, dtype=int) == 255).all()
    return masks.argmax(-1)


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float32", "uint16"])
def test_several_classes_are_channels(dtype):
    masks, classes = read_masks(NUMBERS.astype(dtype), 20)
    assert classes == ("background", "1", "2", "7")
    np.testing.assert_array_equal(np.array([0, 1, 2, 7])[numbered(masks)], NUMBERS)


def test_classes_have_the_names_that_are_given():
    assert read_masks(NUMBERS, 20, ("sky", "tree", "house", "car"))[1] == ("sky", "tree", "house", "car")
    assert read_masks(NUMBERS, 20, tuple("abcdefgh"))[1] == ("a", "b", "c", "h")
    with pytest.raises(SuiteError, match="3 names of classes do not fit masks with 4: name each, from 0 on"):
        read_masks(NUMBERS, 20, tuple("abc"))


def test_255_is_void_among_numbers_and_a_class_among_levels_of_grey():
    masks, classes = read_masks(np.where(TRUE, 255, NUMBERS), 20)
    assert classes == ("background", "1", "2", "7")
    np.testing.assert_array_equal(known(masks)[..., 0], ~TRUE)
    assert (masks[TRUE] == LEVEL).all() and {*np.unique(masks[~TRUE])} == {0, 255}
    masks, classes = read_masks(np.where(TRUE, 255, NUMBERS % 2 * 120), 20)
    assert classes == ("background", "120", "255") and (numbered(masks)[TRUE] == 2).all()
    masks, classes = read_masks(np.where(TRUE, 255, NUMBERS % 2), 20)
    assert classes == () and (masks[..., 0] == 255).tolist() == (~TRUE & (NUMBERS % 2 == 1)).tolist()
    np.testing.assert_array_equal(known(masks)[..., 0], ~TRUE)


def test_classes_in_colours_and_in_channels():
    order = np.searchsorted([0, 1, 2, 7], NUMBERS)
    masks, classes = read_masks(COLOURS[order], 20)
    assert classes == ("background", "#00ff00", "#0a141e", "#ff0000")
    np.testing.assert_array_equal(np.array([0, 2, 3, 1])[numbered(masks)], order)
    for five in (np.eye(5, dtype=bool), np.eye(5, dtype="uint8") * 255):
        masks, classes = read_masks(five[order], 20)
        np.testing.assert_array_equal(numbered(masks), order)


def test_colours_of_pascal_voc_are_their_numbers():
    numbers = NUMBERS.astype(int)
    colours = np.array([list(voc_colour(k).to_bytes(3)) for k in range(256)], "uint8")
    assert colours[[1, 2, 15]].tolist() == [[128, 0, 0], [0, 128, 0], [192, 128, 128]]
    masks, classes = read_masks(np.where(TRUE[..., None], np.uint8([224, 224, 192]), colours[numbers]), 20)
    assert classes == ("background", "1", "2", "7")
    np.testing.assert_array_equal(np.array([0, 1, 2, 7])[numbered(masks[~TRUE])], numbers[~TRUE])
    np.testing.assert_array_equal(known(masks)[..., 0], ~TRUE)


def test_levels_of_a_photograph_are_no_classes():
    with pytest.raises(SuiteError, match="more than classes"):
        read_masks(RNG.integers(0, 256, TRUE.shape, "uint8"), 20)
    with pytest.raises(SuiteError, match="colours, more than classes: save them as PNG"):
        read_masks(RNG.integers(0, 256, (*TRUE.shape, 3), "uint8"), 20)


def test_classes_of_another_size_stay_whole(tmp_path):
    image = RNG.integers(0, 256, (20, 16, 16, 3), "uint8")
    np.savez(tmp_path / "mine.npz", image=image, mask=NUMBERS, mask_classes=["sky", "tree", "house", "car"])
    examples = load(tmp_path / "mine.npz", "all", image_size=32)
    assert examples["mask"].shape == (20, 32, 32, 4) and examples.mask_classes == ("sky", "tree", "house", "car")
    inner = numbered(examples["mask"]).reshape(20, 16, 2, 16, 2)
    assert (inner[:, :, 0, :, 0] == np.searchsorted([0, 1, 2, 7], NUMBERS)).mean() > 0.9


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
