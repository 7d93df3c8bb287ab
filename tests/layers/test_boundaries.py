"""Boundaries of things against a loop."""

import numpy as np

from tfgan_suite.layers import Boundaries


def test_pixels_beside_another_number_are_marked():
    numbers = np.random.default_rng(0).integers(0, 3, (2, 6, 5, 1)).astype("float32")
    due = np.zeros_like(numbers)
    for n, y, x in np.ndindex(2, 6, 5):
        around = [(y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)]
        inside = [(i, j) for i, j in around if 0 <= i < 6 and 0 <= j < 5]
        due[n, y, x] = any(numbers[n, i, j] != numbers[n, y, x] for i, j in inside)
    np.testing.assert_array_equal(np.array(Boundaries()(numbers)), due)
    assert np.array(Boundaries()(np.ones((1, 4, 4, 1)))).max() == 0
