"""Edges are blurred, and all else stays as it is."""

import numpy as np

from tfgan_suite.layers.pictures.edge_smoothing import edges_smoothed


def test_only_what_lies_at_steep_changes_is_blurred():
    x = np.full((1, 16, 16, 3), -1, "float32")
    x[:, 8:] = 1
    made = np.array(edges_smoothed(x))
    assert (made[:, :6] == -1).all() and (made[:, 10:] == 1).all()
    assert (np.abs(made[:, 6:9]) < 1).any() and (np.diff(made[0, :, 8, 0]) >= 0).all()
    slope = np.repeat(np.linspace(-1, 1, 16, dtype="float32")[None, :, None, None], 16, 2)
    np.testing.assert_array_equal(np.array(edges_smoothed(slope)), slope)
