import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tfgan_suite.data import Examples, fetch, from_arrays, load, located, names, summary
from tfgan_suite.data.named import NAMED
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.resizing import checked_size, fitted
from tfgan_suite.errors import SuiteError


def test_an_unknown_name_is_answered_with_those_there_are():
    with pytest.raises(SuiteError, match=r"did you mean fashion_mnist\?") as refusal:
        load("fashion-mnist")
    assert all(name in str(refusal.value) for name in names())
    assert "\n" not in str(refusal.value)


def test_a_folder_that_does_not_exist_is_named():
    for name in ("nowhere", "~no-such-user/nowhere"):
        with pytest.raises(SuiteError, match=f"{name} does not exist"):
            load(f"folder:{name}")


@pytest.mark.parametrize("size", [7, 4, 260, 1056, (32, 30), (32,), "32x", "64x30", "x64", "64,64", "4x8x8"])
def test_sizes_that_no_network_makes_are_refused(size):
    with pytest.raises(SuiteError, match="multiples of 4 from 8 to 256"):
        load("fashion_mnist", image_size=size)


@pytest.mark.parametrize(
    ("size", "meant"),
    [(32, (32, 32)), ("64", (64, 64)), ("128x256", (128, 256)), ((288, 1024), (288, 1024)), (None, None)],
)
def test_sizes_are_one_number_or_two(size, meant):
    assert checked_size(size) == meant


def test_every_name_is_offered():
    assert set(NAMED) <= set(names())


def test_importing_and_loading_points_needs_no_tensorflow():
    code = "import sys, tfgan_suite.data as d; d.load('ring'); sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_fetch_says_what_there_is(tmp_path):
    assert (
        fetch("ring", cache_dir=tmp_path) == f"ring, 50,000 examples to train on and 10,000 to test, kept in {tmp_path}"
    )


def test_fitting_resizes_and_recolours():
    colour = np.zeros((3, 16, 16, 3), np.uint8) + np.uint8([255, 0, 0])
    grey = fitted(from_arrays(colour), (32, 8), 1)
    assert grey.image_shape == (32, 8, 1)
    assert np.unique(grey["image"]).tolist() == [76]
    same = from_arrays(colour)
    assert fitted(same, None, None) is same


def test_kept_examples_come_back_whole_and_only_under_their_stamp(tmp_path):
    made = []

    def make():
        made.append(1)
        return from_arrays(np.full((2, 8, 8), len(made), np.uint8), np.arange(2), "mine", classes=("a", "b"))

    first, again, anew = (kept(tmp_path / "mine", stamp, make) for stamp in ("1", "1", "2"))
    assert len(made) == 2
    assert (again.name, again.classes, again["label"].tolist()) == (first.name, ("a", "b"), [0, 1])
    np.testing.assert_array_equal(again["image"], first["image"])
    assert anew["image"][0, 0, 0, 0] == 2
    (tmp_path / "mine" / "image.npy").write_bytes(b"cut off")
    assert kept(tmp_path / "mine", "2", make)["image"][0, 0, 0, 0] == 3
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_kept_examples_keep_the_names_of_their_attributes(tmp_path):
    def make():
        has = np.eye(2, dtype=np.float32)
        return from_arrays(np.ones((2, 8, 8), np.uint8), attributes=has, attribute_names=("hat", "beard"))

    for _ in range(2):
        assert kept(tmp_path / "mine", "1", make).attribute_names == ("hat", "beard")


def test_a_users_own_data_are_located_from_any_directory(tmp_path, monkeypatch):
    tmp_path = tmp_path.resolve()
    (tmp_path / "pictures").mkdir()
    monkeypatch.chdir(tmp_path)
    assert located("mine.npz") == str(tmp_path / "mine.npz")
    assert located("pictures") == str(tmp_path / "pictures")
    assert located("folder:pictures/../pictures") == f"folder:{tmp_path / 'pictures'}"
    assert located("~/mine.npy") == str(Path.home() / "mine.npy")
    assert [located(name) for name in ("ring", "oracle:50x8", "tfds:cifar10", "nothing")] == [
        *("ring", "oracle:50x8", "tfds:cifar10", "nothing")
    ]


def test_a_summary_says_what_was_found():
    labels = np.array([0, 0, 2, -1], np.int32)
    images = np.zeros((4, 8, 12, 3), np.uint8)
    told = Examples({"image": images, "label": labels}, "mine", ("ant", "bee", "cat"), notes=("left out a, b",))
    assert summary(told, told.take(slice(1))) == (
        "mine: 4 examples to train on and 1 held out: image 8x12x3, label; "
        "3 classes: ant 2, bee 0, cat 1, 1 without label; left out a, b"
    )
    assert "10 classes" in summary(*[from_arrays(images, np.arange(4) + 6, "x")] * 2)
