import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import distinct


def test_counts_different_examples():
    x = np.arange(24, dtype="uint8").reshape(4, 2, 3, 1)
    assert distinct(x) == 1
    assert distinct(np.tile(x, (5, 1, 1, 1))) == 0.2
    assert distinct(np.zeros((8, 2))) == 1 / 8


def test_one_value_makes_a_difference_in_any_memory_layout():
    x = np.zeros((2, 3, 4), "float32")
    x[1, 2, 3] = 1e-30
    assert distinct(x) == distinct(np.asfortranarray(x)) == 1


def test_nothing_is_refused():
    with pytest.raises(SuiteError, match="at least one"):
        distinct(np.zeros((0, 2)))
