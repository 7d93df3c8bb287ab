"""Attributes of images, from arrays and from files."""

import numpy as np
import pytest

from tfgan_suite.data import from_arrays, load
from tfgan_suite.errors import SuiteError

GREY = np.random.default_rng(0).integers(0, 256, (40, 16, 12), np.uint8)
HAS = np.random.default_rng(1).random((40, 3)) < 0.5
NAMES = ("hat", "beard", "smile")


@pytest.mark.parametrize("form", [bool, np.int8, np.float64])
def test_a_file_fills_the_field_and_its_names(tmp_path, form):
    np.savez(tmp_path / "mine.npz", image=GREY, attributes=HAS.astype(form), attribute_names=NAMES)
    examples = load(tmp_path / "mine.npz", "all")
    assert examples["attributes"].dtype == np.float32 and examples.attribute_names == NAMES
    np.testing.assert_array_equal(examples["attributes"], HAS)
    assert examples.classes == () and "label" not in examples.fields


def test_a_files_own_splits_have_their_own_attributes(tmp_path):
    parts = {"x_train": GREY[:30], "attributes_train": HAS[:30], "x_test": GREY[30:], "attributes_test": HAS[30:]}
    np.savez(tmp_path / "mine.npz", **parts, attribute_names=NAMES)
    test = load(tmp_path / "mine.npz", "test")
    np.testing.assert_array_equal(test["attributes"], HAS[30:])
    assert test.attribute_names == NAMES


def test_images_keep_their_attributes_beside_labels():
    examples = from_arrays(GREY, np.arange(40) % 2, attributes=HAS * 2.5)
    np.testing.assert_array_equal(examples["attributes"], HAS * np.float32(2.5))
    assert examples.attribute_names == () and len(examples.classes) == 2


@pytest.mark.parametrize(
    ("attributes", "names", "message"),
    [
        (HAS[:39], (), r"bool \[39, 3\], not numbers \[40, K\]"),
        (HAS[:, 0], (), r"\[40\], not numbers"),
        (np.array([NAMES] * 40), (), "not numbers"),
        (HAS[:, :0], (), r"\[40, 0\]"),
        (np.where(HAS, np.nan, 0), (), "NaN"),
        (HAS, NAMES[:2], "2 attribute names do not fit 3 attributes"),
    ],
)
def test_what_does_not_fit_is_refused(attributes, names, message):
    with pytest.raises(SuiteError, match=message):
        from_arrays(GREY, attributes=attributes, attribute_names=names)
