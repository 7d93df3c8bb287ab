import numpy as np
import pytest

from tfgan_suite.data import Examples
from tfgan_suite.data.pipeline.rows import Rows, is_mapped


@pytest.fixture
def mapped(tmp_path):
    np.save(tmp_path / "x.npy", np.arange(60).reshape(10, 2, 3))
    return np.load(tmp_path / "x.npy", mmap_mode="r")


@pytest.mark.parametrize(
    "at", [3, slice(1, 4), [2, 0], np.arange(5) % 2 == 0, (slice(2), 1), (0, 1), (..., 0), (slice(None), ..., None)]
)
def test_rows_are_indexed_as_arrays_are(mapped, at):
    order = [7, 1, 9, 4, 4]
    np.testing.assert_array_equal(Rows(mapped, order)[at], np.array(mapped)[order][at])


def test_examples_on_disk_stay_there(mapped):
    part = Examples({"x": mapped}, "mine").take([5, 2, 8])
    again = part.take(slice(1, None)).take(np.array([1, 0]))
    assert is_mapped(again["x"])
    assert again["x"].shape == (2, 2, 3)
    np.testing.assert_array_equal(again["x"], np.array(mapped)[[8, 2]])
