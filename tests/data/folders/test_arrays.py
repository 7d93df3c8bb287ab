import numpy as np
import pytest

from tfgan_suite.data import from_arrays
from tfgan_suite.errors import SuiteError

GREY = np.random.default_rng(0).integers(0, 256, (40, 16, 12), np.uint8)


def test_grey_images_gain_their_channel():
    examples = from_arrays(GREY, np.arange(40) % 3, "mine", classes=("a", "b", "c"))
    assert examples.image_shape == (16, 12, 1)
    assert examples["label"].dtype == np.int32
    np.testing.assert_array_equal(examples["image"][..., 0], GREY)


@pytest.mark.parametrize("value_range", [(0, 1), (-1, 1), (0, 255)])
def test_floats_are_read_on_the_scale_given(value_range):
    low, high = value_range
    floats = (low + GREY / 255 * (high - low)).astype(np.float32)
    np.testing.assert_array_equal(from_arrays(floats, value_range=value_range)["image"][..., 0], GREY)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"images": GREY[0]}, r"\[16, 12\]"),
        ({"images": np.zeros((4, 3, 32, 32), np.uint8)}, r"channels first: give images.transpose\(0, 2, 3, 1\)"),
        ({"images": np.zeros((4, 32, 32, 17), np.uint8)}, "1 to 16 channels"),
        ({"images": np.zeros((0, 8, 8), np.uint8)}, r"\[0, 8, 8, 1\]"),
        ({"images": GREY / 255}, "need value_range"),
        ({"images": GREY.astype(np.int64)}, "int64"),
        ({"images": np.where(GREY > 9, np.nan, 0.0), "value_range": (0, 1)}, "NaN"),
        ({"images": GREY / 255, "value_range": (-1, 0.5)}, "outside value_range"),
        ({"images": GREY / 255, "value_range": (1, 0)}, "empty"),
        ({"images": GREY, "labels": np.arange(39)}, r"\[39\], not one whole number for each of 40"),
        ({"images": GREY, "labels": np.full((40, 2), 0.5)}, "or one-hot ones"),
        ({"images": GREY, "labels": np.arange(40) - 1}, "from -1"),
        ({"images": GREY, "labels": np.arange(40) / 2}, "float64 such as 0.5"),
        ({"images": GREY, "labels": np.zeros((40, 3))}, r"\[40, 3\].* give one each"),
        ({"images": GREY, "labels": np.array(["a", "b"] * 20), "classes": ("a",)}, "'b' are none of the 1 classes"),
        ({"images": GREY.clip(0, 1)}, r"0 and 1 alone.*value_range=\(0, 1\)"),
        ({"images": GREY.astype(complex), "value_range": (0, 255)}, "complex"),
        ({"images": GREY / 255, "value_range": "0;1"}, "not two numbers"),
        ({"images": GREY, "labels": np.arange(40), "classes": ("a",)}, "1 classes"),
    ],
)
def test_what_does_not_fit_is_refused(arguments, message):
    with pytest.raises(SuiteError, match=message):
        from_arrays(**arguments)


def test_bools_and_numbers_with_a_range_are_scaled():
    assert np.unique(from_arrays(GREY > 99)["image"]).tolist() == [0, 255]
    ones = (GREY > 99).astype(np.uint8)
    np.testing.assert_array_equal(from_arrays(ones, value_range=(0, 1))["image"][..., 0], ones * 255)
    twelve_bits = GREY.astype(np.uint16) * 16
    np.testing.assert_array_equal(from_arrays(twelve_bits, value_range=(0, 255 * 16))["image"][..., 0], GREY)
    assert from_arrays(np.float32([[[0, -1e-5], [1, 1 + 1e-5]]]), value_range=(0, 1))["image"].ravel().tolist() == [
        *(0, 0, 255, 255)
    ]


def test_images_that_are_all_nearly_black_are_remarked_on():
    assert "brighter than 16 of 255" in from_arrays(GREY // 16 + 1).notes[0]
    assert not from_arrays(GREY).notes


@pytest.mark.parametrize("form", [np.int64, np.uint8, np.float32, str, bytes, object])
@pytest.mark.parametrize("shape", [(40,), (40, 1)])
def test_labels_in_all_forms(form, shape):
    labels = np.arange(40) % 3
    examples = from_arrays(GREY, (labels.astype(str) if form is object else labels).astype(form).reshape(shape))
    assert examples["label"].dtype == np.int32
    assert examples["label"].tolist() == labels.tolist()
    assert examples.classes == ("0", "1", "2")


def test_names_are_classes_in_their_order():
    names = np.array(["dog", "ant"] * 20)
    assert from_arrays(GREY, names).classes == ("ant", "dog")
    assert from_arrays(GREY, names, classes=("dog", "cat", "ant"))["label"][:2].tolist() == [0, 2]


@pytest.mark.parametrize("base", [20230115, 2**31 + 5])
def test_numbers_of_something_are_not_numbers_of_classes(base):
    examples = from_arrays(GREY, np.arange(40) % 2 + base)
    assert examples["label"][:3].tolist() == [0, 1, 0]
    assert examples.classes == (str(base), str(base + 1))


def test_a_part_of_a_set_keeps_the_numbers_of_its_classes():
    examples = from_arrays(GREY, np.full(40, 7))
    assert examples["label"][0] == 7
    assert len(examples.classes) == 8
