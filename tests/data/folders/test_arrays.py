import numpy as np
import pytest

from tfgan_suite.data import from_arrays, load
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
        ({"images": np.zeros((4, 3, 32, 32), np.uint8)}, "1, 3 or 4 channels"),
        ({"images": np.zeros((0, 8, 8), np.uint8)}, r"\[0, 8, 8, 1\]"),
        ({"images": GREY / 255}, "need value_range"),
        ({"images": GREY.astype(np.int64)}, "int64"),
        ({"images": np.where(GREY > 9, np.nan, 0.0), "value_range": (0, 1)}, "NaN"),
        ({"images": GREY / 255, "value_range": (-1, 0.5)}, "outside value_range"),
        ({"images": GREY / 255, "value_range": (1, 0)}, "empty"),
        ({"images": GREY, "labels": np.arange(39)}, r"\[39\], not one whole number for each of 40"),
        ({"images": GREY, "labels": np.eye(40)}, "argmax"),
        ({"images": GREY, "labels": np.arange(40) - 1}, "from -1"),
        ({"images": GREY, "labels": np.arange(40), "classes": ("a",)}, "1 classes"),
    ],
)
def test_what_does_not_fit_is_refused(arguments, message):
    with pytest.raises(SuiteError, match=message):
        from_arrays(**arguments)


def test_files_hold_out_a_fixed_tenth(tmp_path):
    np.savez(tmp_path / "mine.npz", image=GREY, label=np.arange(40))
    train, test = (load(tmp_path / "mine.npz", split) for split in ("train", "test"))
    assert len(test) == 4
    assert sorted([*train["label"], *test["label"]]) == list(range(40))
    assert test["label"].tolist() != [36, 37, 38, 39]
    np.testing.assert_array_equal(test["label"], load(tmp_path / "mine.npz", "test", seed=5)["label"])
    np.testing.assert_array_equal(load(tmp_path / "mine.npz", "all")["image"][..., 0], GREY)


def test_a_large_file_stays_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 100)
    np.save(tmp_path / "mine.npy", GREY)
    train, test = (load(tmp_path / "mine.npy", split)["image"] for split in ("train", "test"))
    assert isinstance(train, np.memmap)
    np.testing.assert_array_equal(np.concatenate([train, test])[..., 0], GREY)


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [(None, "none.npy", "does not exist"), (b"no array", "odd.npy", "cannot be read"), (b"", "odd.npz", "be read")],
)
def test_files_that_are_no_arrays_are_named(tmp_path, content, name, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SuiteError, match=f"{name} .*{message}"):
        load(tmp_path / name)


def test_an_archive_without_images_says_what_it_holds(tmp_path):
    np.savez(tmp_path / "mine.npz", x=GREY)
    with pytest.raises(SuiteError, match='holds x; name its arrays "image"'):
        load(tmp_path / "mine.npz")
