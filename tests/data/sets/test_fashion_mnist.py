import gzip
import shutil
import socket
import time

import numpy as np
import pytest

from tfgan_suite.cache import cache_dir
from tfgan_suite.data import load
from tfgan_suite.data.sets import fashion_mnist
from tfgan_suite.data.sources import debian
from tfgan_suite.errors import SuiteError


@pytest.fixture(scope="module")
def sets():
    return {split: load("fashion_mnist", split) for split in ("train", "test")}


@pytest.mark.parametrize(("split", "n", "total"), [("train", 60_000, 3_431_114_169), ("test", 10_000, 573_469_082)])
def test_shape_classes_and_pixels(sets, split, n, total):
    examples = sets[split]
    assert examples["image"].shape == (n, 28, 28, 1)
    assert np.bincount(examples["label"]).tolist() == [n // 10] * 10
    assert examples["image"].sum(dtype=np.int64) == total
    assert (examples.name, examples.licence, len(examples.classes)) == ("fashion_mnist", "MIT", 10)


def test_images_carry_the_labels_of_the_original_files(sets):
    folders = (fashion_mnist.INSTALLED, cache_dir() / "fashion_mnist" / fashion_mnist.PACKAGE)
    source = next((folder for folder in folders if folder.is_dir()), None)
    if source is None:
        pytest.skip("the data came from tfds's server, which leaves no original files")
    images = np.frombuffer(gzip.decompress((source / "t10k-images-idx3-ubyte.gz").read_bytes())[16:], np.uint8)
    labels = gzip.decompress((source / "t10k-labels-idx1-ubyte.gz").read_bytes())[8:]
    originals = dict(zip(map(bytes, images.reshape(-1, 784)), labels, strict=True))
    test = sets["test"]
    assert [originals[image.tobytes()] for image in test["image"]] == test["label"].tolist()


def test_the_second_load_is_quick(sets):
    start = time.perf_counter()
    load("fashion_mnist")
    assert time.perf_counter() - start < 1


def test_another_size(sets, tmp_path):
    larger = load("fashion_mnist", "test", image_size=32, channels=3)
    assert larger.image_shape == (32, 32, 3)
    np.testing.assert_array_equal(larger["label"], sets["test"]["label"])
    means = [one["image"].mean((1, 2, 3)) for one in (sets["test"], larger)]
    np.testing.assert_allclose(*means, atol=4)


def test_restored_files_have_the_header_that_tfds_knows(tmp_path):
    (tmp_path / "debian").mkdir()
    for name in fashion_mnist.STAMPS:
        (tmp_path / "debian" / f"{name}.gz").write_bytes(gzip.compress(name.encode()))
    fashion_mnist.restore(tmp_path / "debian", tmp_path / "originals")
    for name, stamp in fashion_mnist.STAMPS.items():
        restored = (tmp_path / "originals" / f"{name}.gz").read_bytes()
        assert gzip.decompress(restored) == name.encode()
        assert int.from_bytes(restored[4:8], "little") == stamp
        assert restored[10 : 10 + len(name)] == name.encode()


@pytest.fixture
def offline(monkeypatch, tmp_path):
    def refuse(*_, **__):
        raise OSError("Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(fashion_mnist, "INSTALLED", tmp_path / "usr" / "fashion-mnist")
    monkeypatch.setattr("tensorflow_datasets.core.constants.DATA_DIR", str(tmp_path / "tfds"))
    monkeypatch.setenv("PATH", str(tmp_path))


def test_without_network_or_files_it_says_at_once_what_to_do(offline, tmp_path):
    start = time.perf_counter()
    with pytest.raises(SuiteError, match=r"not on this machine yet.* dataset-fashion-mnist") as refusal:
        load("fashion_mnist", cache_dir=tmp_path / "cache")
    assert time.perf_counter() - start < 5
    assert "\n" not in str(refusal.value)
    assert not any(path.is_file() for path in (tmp_path / "cache").rglob("*"))


def test_apt_without_network_is_told_apart_and_not_asked_to_update(monkeypatch, tmp_path):
    asked = []

    def apt(arguments, *_):
        asked.append(arguments[0])
        return "E: Failed to fetch\nE: Temporary failure resolving 'a mirror'"

    monkeypatch.setattr(debian, "_apt", apt)
    with pytest.raises(SuiteError, match="apt has no network"):
        debian._download("some-package", tmp_path)
    assert asked == ["download"]


def test_apt_that_does_not_know_the_package_updates_its_own_lists(monkeypatch, tmp_path):
    answers = {"download": iter(["E: Unable to locate package some-package", ""]), "update": iter([""])}
    monkeypatch.setattr(debian, "_apt", lambda arguments, *_: next(answers[arguments[0]]))
    debian._download("some-package", tmp_path)
    assert not list(answers["download"])


def test_an_unwritable_cache_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SuiteError, match="set TFGAN_SUITE_CACHE"):
        load("fashion_mnist", cache_dir=tmp_path / "file")


def test_a_full_disk_is_told_before_the_work(monkeypatch, tmp_path):
    usage = shutil.disk_usage(tmp_path)._replace(free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(SuiteError, match="needs 300 MB for a moment, and 1 are free"):
        load("fashion_mnist", cache_dir=tmp_path)


def test_a_third_split_is_refused():
    with pytest.raises(SuiteError, match="use train or test"):
        load("fashion_mnist", "validation")
