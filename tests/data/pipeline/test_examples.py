import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.errors import SuiteError


@pytest.fixture
def numbered():
    image = np.arange(6, dtype=np.uint8).reshape(6, 1, 1, 1) * np.ones((1, 8, 12, 3), np.uint8)
    return Examples({"image": image, "label": np.arange(6, dtype=np.int32)}, "numbered", ("a", "b"), "MIT")


def test_length_shape_and_fields(numbered):
    assert len(numbered) == 6
    assert numbered.image_shape == (8, 12, 3)
    assert numbered["label"][4] == 4


def test_take_keeps_rows_of_all_fields_together(numbered):
    taken = numbered.take([5, 0, 3])
    assert taken["label"].tolist() == [5, 0, 3]
    assert taken["image"][:, 0, 0, 0].tolist() == [5, 0, 3]
    assert (taken.name, taken.classes, taken.licence) == ("numbered", ("a", "b"), "MIT")


def test_a_slice_shares_memory(numbered):
    assert np.shares_memory(numbered.take(slice(2, 4))["image"], numbered["image"])
    assert not np.shares_memory(numbered.take([2, 3])["image"], numbered["image"])


def test_an_unknown_field_is_answered_with_those_there_are(numbered):
    with pytest.raises(SuiteError, match="no field 'mask'; it has image, label"):
        numbered["mask"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "no fields"),
        ({"image": np.zeros((3, 8, 8, 1), np.uint8), "label": np.zeros(4)}, "image 3, label 4"),
        ({"image": np.zeros((3, 8, 8, 1), np.float32)}, "float32"),
        ({"image": np.zeros((3, 8, 8), np.uint8)}, r"not uint8 \[N, H, W, C\]"),
    ],
)
def test_what_does_not_fit_is_refused(fields, message):
    with pytest.raises(SuiteError, match=message):
        Examples(fields, "odd")


def test_any_field_name_dtype_and_rank_is_welcome():
    clips = Examples({"clip": np.zeros((2, 16, 8, 8, 3), np.uint8), "caption": np.array(["a", "b"])}, "clips")
    assert len(clips) == 2
    with pytest.raises(SuiteError, match="no field 'image'"):
        clips.image_shape  # noqa: B018
