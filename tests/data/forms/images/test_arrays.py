"""Array files of images with labels as programs write them."""

import numpy as np
import pytest

from tfgan_suite.data import from_arrays, load
from tfgan_suite.errors import SuiteError

IMAGES = np.random.default_rng(0).integers(0, 256, (30, 16, 16), np.uint8)
NUMBERS = np.arange(30) % 3


def saved(tmp_path, **arrays):
    np.savez(tmp_path / "mine.npz", **arrays)
    return tmp_path / "mine.npz"


@pytest.mark.parametrize("kind", [np.uint8, np.float32, bool])
def test_one_hot_labels_are_the_numbers_of_their_classes(tmp_path, kind):
    one_hot = np.eye(4)[NUMBERS].astype(kind)
    examples = load(saved(tmp_path, image=IMAGES, label=one_hot), "all")
    assert examples["label"].tolist() == NUMBERS.tolist() and examples.classes == ("0", "1", "2", "3")
    assert any("one-hot" in note for note in examples.notes)
    named = load(saved(tmp_path, x=IMAGES, y=one_hot, classes=["ant", "bee", "cat", "dog"]), "all")
    assert named.classes == ("ant", "bee", "cat", "dog")
    given = from_arrays(IMAGES, one_hot)
    assert given["label"].tolist() == NUMBERS.tolist() and any("one-hot" in note for note in given.notes)


def test_names_are_classes_and_an_empty_name_is_none(tmp_path):
    names = np.array(["bee", "ant", ""])[NUMBERS]
    examples = load(saved(tmp_path, image=IMAGES, label=names), "all")
    assert examples.classes == ("ant", "bee")
    assert examples["label"].tolist() == np.array([1, 0, -1])[NUMBERS].tolist()
    with pytest.raises(SuiteError, match="no example has a label"):
        load(saved(tmp_path, image=IMAGES, label=np.full(30, "")), "all")


def test_names_as_python_objects_are_answered_with_how_to_save_them(tmp_path):
    with pytest.raises(SuiteError, match=r"Python objects; save names as np.array\(names, dtype=str\)"):
        load(saved(tmp_path, image=IMAGES, label=np.array(["a", "b", None] * 10, object)))


@pytest.mark.parametrize(("low", "high"), [(-3.5, 7.25), (100, 1e6), (-0.5, 0.25)])
def test_floats_of_any_range_are_asked_back_in_a_line_that_can_be_answered(tmp_path, low, high):
    path = saved(tmp_path, image=low + IMAGES / 255 * (high - low))
    if (low, high) != (-0.5, 0.25):
        with pytest.raises(SuiteError, match="--value-range BLACK,WHITE") as refusal:
            load(path, "all")
        assert "\n" not in str(refusal.value)
    np.testing.assert_array_equal(load(path, "all", value_range=f"{low},{high}")["image"][..., 0], IMAGES)
