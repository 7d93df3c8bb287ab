"""What is mapped from disk does not stay in memory, and is the same there and here."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from tfgan_suite.data import Examples, batches
from tfgan_suite.data.pipeline.keeping import recall, remember
from tfgan_suite.data.pipeline.levels import extremes, scaled
from tfgan_suite.data.pipeline.rows import Rows, in_parts, read
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.distributions.copies import distinct
from tfgan_suite.metrics.features.kept_features import features_path

MEBIBYTE = 2**20
SIDE, BATCH = 128, 64
STATUS = Path("/proc/self/status")

measured = pytest.mark.skipif(not STATUS.exists(), reason="only Linux says how much of a process is mapped")


def mapped_now():
    """Mebibytes of files that are in this process' memory."""
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith("RssFile"))
    return int(line.split()[1]) / 1024


@pytest.fixture
def large(tmp_path):
    """300 MiB of black pictures, which take no disk."""
    n = 300 * MEBIBYTE // (SIDE * SIDE * 3)
    with (tmp_path / "large.npy").open("wb") as file:
        form = {"descr": "|u1", "fortran_order": False, "shape": (n, SIDE, SIDE, 3)}
        np.lib.format.write_array_header_1_0(file, form)
        file.truncate(file.tell() + n * SIDE * SIDE * 3)
    return Examples({"image": np.load(tmp_path / "large.npy", mmap_mode="r")}, "large")


@measured
@pytest.mark.parametrize("part", [slice(None), np.arange(5000)], ids=["all", "by reference"])
def test_batches_leave_nothing_of_a_mapped_set_in_memory(large, part):
    stream = batches(large.take(part), BATCH)
    for _ in itertools.islice(stream, 3):
        pass
    before = mapped_now()
    for _ in itertools.islice(stream, 200):
        pass
    assert mapped_now() - before < 16


@measured
def test_neither_keeping_nor_looking_at_all_of_a_mapped_set_leaves_it_in_memory(large, tmp_path):
    class Extractor:
        fingerprint = "1"

        def describe(self, _):
            return "none"

    before = mapped_now()
    remember(tmp_path / "kept", "now", large)
    kept = recall(tmp_path / "kept", "now")["image"]
    assert isinstance(kept, np.memmap) and kept.shape == large["image"].shape
    features_path(kept, Extractor(), "large")
    assert distinct(kept) == 1 / len(large)
    assert mapped_now() - before < 32


def test_what_was_changed_in_a_private_copy_stays(tmp_path):
    np.save(tmp_path / "x.npy", np.zeros((4, 3), np.uint8))
    mine = np.load(tmp_path / "x.npy", mmap_mode="c")
    mine[2] = 7
    assert read(mine, [2]).tolist() == read(mine, [2]).tolist() == [[7, 7, 7]]


def test_what_is_kept_in_parts_is_what_numpy_saves(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_suite.data.pipeline.rows.PART", 1000)
    images = np.random.default_rng(0).integers(0, 256, (50, 8, 8, 3), np.uint8)
    np.save(tmp_path / "images.npy", images)
    mapped = np.load(tmp_path / "images.npy", mmap_mode="r")
    assert len(list(in_parts(mapped))) == 10
    remember(tmp_path / "kept", "now", Examples({"image": mapped, "again": Rows(mapped, np.arange(50))}, "mine"))
    for name in ("image", "again"):
        assert (tmp_path / "kept" / f"{name}.npy").read_bytes() == (tmp_path / "images.npy").read_bytes()


def test_batches_are_the_same_in_memory_and_mapped_and_entered_at_any_step(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (23, 8, 8, 3), np.uint8)
    np.save(tmp_path / "images.npy", images)
    held = Examples({"image": images}, "held")
    mapped = Examples({"image": np.load(tmp_path / "images.npy", mmap_mode="r")}, "mapped")
    stream = [batch.numpy() for batch in itertools.islice(batches(held, 5, seed=3), 11)]
    for start in range(10):
        ours = [batch.numpy() for batch in itertools.islice(batches(mapped, 5, seed=3, start=start), 2)]
        np.testing.assert_array_equal(ours, stream[start : start + 2][: len(ours)])


@measured
@pytest.mark.parametrize("dtype", [np.float32, np.uint16])
def test_a_file_of_other_numbers_is_converted_in_parts(tmp_path, dtype):
    n = 200 * MEBIBYTE // (SIDE * SIDE * np.dtype(dtype).itemsize)
    with (tmp_path / "mine.npy").open("wb") as file:
        form = {"descr": np.dtype(dtype).str, "fortran_order": False, "shape": (n, SIDE, SIDE)}
        np.lib.format.write_array_header_1_0(file, form)
        file.truncate(file.tell() + n * SIDE * SIDE * np.dtype(dtype).itemsize)
    images = np.load(tmp_path / "mine.npy", mmap_mode="r")
    before = mapped_now()
    levels = scaled(images, (-1, 1))
    assert levels.shape == images.shape and (levels == 128).all()
    assert mapped_now() - before < 16


@pytest.mark.parametrize("dtype", [bool, np.float16, np.float32, np.float64, np.uint8, np.int16, np.uint64])
def test_levels_are_the_same_in_parts(monkeypatch, dtype):
    images = (np.random.default_rng(0).random((40, 8, 8, 3)) * 100).astype(dtype)
    whole = scaled(images, (-3, 104.5))
    monkeypatch.setattr("tfgan_suite.data.pipeline.rows.PART", 1000)
    np.testing.assert_array_equal(scaled(images, (-3, 104.5)), whole)
    exact = np.clip(np.rint((images.astype("float64") + 3) * 255 / 107.5), 0, 255)
    assert np.abs(whole - exact).max() <= 1


@pytest.mark.parametrize("place", [0, 39])
def test_what_is_not_finite_is_found_in_every_part(monkeypatch, place):
    monkeypatch.setattr("tfgan_suite.data.pipeline.rows.PART", 1000)
    images = np.zeros((40, 8, 8, 3), np.float32)
    images[place, 3, 4] = np.nan
    with pytest.raises(SuiteError, match="NaN or infinite"):
        extremes(images)
