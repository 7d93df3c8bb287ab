import numpy as np
import pytest

from tfgan_suite.metrics import track_correlation


def test_extent_and_place_do_not_matter():
    path = np.random.default_rng(0).normal(size=(20, 16, 2))
    assert track_correlation(path, 3 * path + 5) == pytest.approx(1)
    assert track_correlation(path, -path) == pytest.approx(-1)


def test_other_motions_do_not_correlate():
    one, other = np.random.default_rng(0).normal(size=(2, 500, 16, 2))
    assert abs(track_correlation(one, other)) < 0.03
    sideways, upwards = np.zeros((2, 1, 8, 2))
    sideways[..., 1], upwards[..., 0] = np.arange(8), np.arange(8)
    assert track_correlation(sideways, upwards) == 0


def test_what_rests_counts_as_nothing():
    assert track_correlation(np.ones((1, 4, 2)), np.arange(8.0).reshape(1, 4, 2)) == 0
