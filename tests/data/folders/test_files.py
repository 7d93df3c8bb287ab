import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.data.pipeline.rows import is_mapped
from tfgan_suite.errors import SuiteError

GREY = np.random.default_rng(0).integers(0, 256, (40, 16, 12), np.uint8)


def test_files_hold_out_a_fixed_tenth(tmp_path):
    np.savez(tmp_path / "mine.npz", image=GREY, label=np.arange(40))
    train, test = (load(tmp_path / "mine.npz", split) for split in ("train", "test"))
    assert len(test) == 4
    assert sorted([*train["label"], *test["label"]]) == list(range(40))
    assert test["label"].tolist() != [36, 37, 38, 39]
    np.testing.assert_array_equal(test["label"], load(tmp_path / "mine.npz", "test", seed=5)["label"])
    np.testing.assert_array_equal(load(tmp_path / "mine.npz", "all")["image"][..., 0], GREY)


def test_a_large_file_stays_on_disk_and_is_divided_as_a_small_one(tmp_path, monkeypatch):
    np.save(tmp_path / "mine.npy", GREY)
    held = [load(tmp_path / "mine.npy", split)["image"] for split in ("train", "test", "all")]
    assert not any(map(is_mapped, held))
    monkeypatch.setattr("tfgan_suite.data.folders.arrays.MAPPED_FROM", 100)
    mapped = [load(tmp_path / "mine.npy", split)["image"] for split in ("train", "test", "all")]
    assert all(map(is_mapped, mapped))
    for ours, theirs in zip(mapped, held, strict=True):
        np.testing.assert_array_equal(ours, theirs)


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
    np.savez(tmp_path / "mine.npz", pixels=GREY)
    with pytest.raises(SuiteError, match='holds pixels; name its arrays "image"'):
        load(tmp_path / "mine.npz")


@pytest.mark.parametrize(
    "written",
    [
        GREY / np.float32(255),
        (GREY / 255).astype(np.float16),
        GREY / 127.5 - 1,
        GREY.astype(np.float32),
        GREY.astype(np.int64),
        GREY.astype(np.uint16),
        GREY.astype(np.uint16) * 257,
    ],
    ids=["0..1", "half", "-1..1", "0..255", "int64", "8 bits of 16", "16 bits"],
)
@pytest.mark.filterwarnings("ignore:.*for white")
def test_scales_that_are_usual_are_known(tmp_path, written):
    np.save(tmp_path / "mine.npy", written)
    read = load(tmp_path / "mine.npy", "all")["image"][..., 0]
    assert np.abs(read.astype(int) - GREY).max() <= (written.dtype == np.float16)


@pytest.mark.parametrize(
    ("form", "top"), [("uint8", 1), ("bool", 1), ("uint16", 1023), ("uint16", 4095), ("int32", 16383)]
)
@pytest.mark.filterwarnings("ignore:.*for white")
def test_the_greatest_level_is_white(tmp_path, form, top):
    levels = np.linspace(0, top, 40 * 16 * 12).round().reshape(GREY.shape).astype(form)
    np.save(tmp_path / "mine.npy", levels)
    read = load(tmp_path / "mine.npy", "all")["image"]
    assert (read.min(), read.max()) == (0, 255)


def test_another_scale_is_asked_for_and_read(tmp_path):
    np.save(tmp_path / "mine.npy", GREY / 255 * 16)
    with pytest.raises(SuiteError, match=r"from 0 to 16, a scale nobody can know.*--value-range"):
        load(tmp_path / "mine.npy", "all")
    read = load(tmp_path / "mine.npy", "all", value_range="0,16")["image"][..., 0]
    np.testing.assert_array_equal(read, GREY)
    with pytest.raises(SuiteError, match="is empty"):
        load(tmp_path / "mine.npy", value_range=(16, 0))
    with pytest.raises(SuiteError, match="its own scale"):
        load("ring", value_range=(0, 1))


@pytest.mark.parametrize("names", ["x_train y_train x_test y_test", "train_images train_labels val_images val_labels"])
def test_files_with_their_own_splits(tmp_path, names):
    x_train, y_train, x_test, y_test = names.split()
    labels = np.arange(40)[:, None] % 3 + 1
    arrays = {x_train: GREY[:30], y_train: labels[:30], x_test: GREY[30:], y_test: labels[30:]}
    np.savez(tmp_path / "mine.npz", **arrays)
    train, test = (load(tmp_path / "mine.npz", split) for split in ("train", "test"))
    np.testing.assert_array_equal(train["image"][..., 0], GREY[:30])
    np.testing.assert_array_equal(test["image"][..., 0], GREY[30:])
    assert test["label"].tolist() == [*(labels[30:, 0] - 1)]
    assert train.classes == test.classes == ("1", "2", "3")
    assert len(load(tmp_path / "mine.npz", "all")) == 40


def test_few_labels_are_those_that_are_not_minus_one(tmp_path):
    labels = np.full(40, -1)
    labels[:4] = [7, 3, 7, 3]
    np.savez(tmp_path / "mine.npz", image=GREY, label=labels)
    examples = load(tmp_path / "mine.npz", "all")
    assert examples.classes == ("3", "7")
    assert examples["label"][:6].tolist() == [1, 0, 1, 0, -1, -1]
    np.savez(tmp_path / "mine.npz", image=GREY, label=np.full(40, -1))
    with pytest.raises(SuiteError, match="no example has a label"):
        load(tmp_path / "mine.npz")
    np.savez(tmp_path / "mine.npz", image=GREY, label=labels - 1)
    with pytest.raises(SuiteError, match="from -2 to 6"):
        load(tmp_path / "mine.npz")


def test_splits_that_do_not_fit_one_another_are_refused(tmp_path):
    np.savez(tmp_path / "mine.npz", x_train=GREY, x_test=GREY[:, :8])
    with pytest.raises(SuiteError, match=r"\[16, 12\] to train on and \[8, 12\] to test"):
        load(tmp_path / "mine.npz")
    np.savez(tmp_path / "mine.npz", x_train=GREY, y_train=np.arange(40), x_test=GREY)
    with pytest.raises(SuiteError, match="labels to train on and none to test"):
        load(tmp_path / "mine.npz")


def test_what_is_transparent_is_laid_over_white(tmp_path):
    rgba = np.repeat(GREY[..., None], 4, -1)
    rgba[..., 3] = 0
    np.savez(tmp_path / "mine.npz", source=rgba[..., :3], target=rgba)
    with pytest.warns(UserWarning, match="over white"):
        examples = load(tmp_path / "mine.npz")
    assert examples["target"].shape == examples["source"].shape
    assert (examples["target"] == 255).all()
