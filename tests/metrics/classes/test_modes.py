import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import correlation, entropy, modes_reached, nearest_modes


def test_a_point_is_in_the_nearest_mode_or_in_none():
    centres = [[0, 0], [4, 0]]
    points = [[1, 0], [3.9, 0], [2.2, 9]]
    np.testing.assert_array_equal(nearest_modes(points, centres), [0, 1, 1])
    np.testing.assert_array_equal(nearest_modes(points, centres, 0.5), [-1, 1, -1])


def test_a_mode_is_reached_by_a_tenth_of_an_equal_share():
    modes = [0] * 80 + [1] * 19 + [2]  # of four: an equal share is 25, a tenth of it 2.5
    assert modes_reached(modes, 4) == 2
    assert modes_reached(modes, 4, least=0.04) == 3
    assert modes_reached([-1] * 10, 4) == 0


def test_entropy_runs_from_one_mode_to_all_alike():
    assert entropy([3] * 7, 8) == 0
    assert entropy(np.repeat(np.arange(8), 5), 8) == pytest.approx(3)
    assert entropy([0, 0, 1, 1, -1, -1], 8) == pytest.approx(1)
    with pytest.raises(SuiteError, match="no example is in any mode"):
        entropy([-1, -1], 8)
    with pytest.raises(SuiteError, match="mode 9 is none of 8"):
        entropy([9], 8)


def test_correlation_is_of_each_pair_and_does_not_see_scale():
    x = np.random.default_rng(0).normal(size=(50, 6, 6, 1))
    assert correlation(x, 3 * x + 1) == pytest.approx(1)
    assert correlation(x, -x) == pytest.approx(-1)
    assert abs(correlation(x, np.roll(x, 1, 0))) < 0.1
    assert correlation(x, np.ones_like(x)) == 0
    with pytest.raises(SuiteError, match="give one shape"):
        correlation(x, x[:, :3])
