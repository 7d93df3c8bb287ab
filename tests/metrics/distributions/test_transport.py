from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import real_floor, sliced_wasserstein_distance, wasserstein_distance


@pytest.mark.parametrize("d", [1, 2, 8])
def test_a_shift_counts_its_length(d):
    x = normal(200, d, 0)
    shift = normal(1, d, 1)
    assert wasserstein_distance(x, x + shift) == pytest.approx(np.linalg.norm(shift), rel=1e-12)
    assert wasserstein_distance(x, np.random.default_rng(2).permutation(x)) == 0


def test_is_the_best_of_all_matchings():
    x, y = normal(6, 3, 0), normal(6, 3, 1)
    costs = [np.linalg.norm(x - y[list(order)], axis=1).mean() for order in permutations(range(6))]
    assert wasserstein_distance(x, y) == pytest.approx(min(costs), rel=1e-12)


def test_on_a_line_it_is_scipys():
    x, y = normal(500, 1, 0), 2 * normal(500, 1, 1) + 1
    assert wasserstein_distance(x, y) == pytest.approx(stats.wasserstein_distance(x[:, 0], y[:, 0]), rel=1e-12)
    assert sliced_wasserstein_distance(x, y) == wasserstein_distance(x, y)


@pytest.mark.parametrize(("d", "power"), [(1, 1 / 2), (4, 1 / 4)])
def test_the_floor_falls_as_n_to_the_power_of_one_over_d(d, power):
    real = normal(2000, d, 0)
    few, many = (np.mean([real_floor(real, n, seed, wasserstein_distance) for seed in range(6)]) for n in (50, 800))
    assert many / few == pytest.approx(16**-power, rel=0.35)


def test_slices_of_a_shift_have_a_closed_form():
    """The mean of |cos| over directions: 2/π in the plane, 1/2 in space."""
    x = normal(100, 2, 0)
    assert sliced_wasserstein_distance(x, x + np.array([3, 4]), directions=4000) == pytest.approx(
        5 * 2 / np.pi, rel=0.03
    )
    x = normal(100, 3, 0)
    assert sliced_wasserstein_distance(x, x + np.array([0, 0, 2]), directions=4000) == pytest.approx(1, rel=0.03)


def test_slices_of_one_law_are_near_0_and_never_beyond_the_distance_itself():
    x, y = normal(400, 2, 0), normal(400, 2, 1)
    assert sliced_wasserstein_distance(x, x) == 0
    assert 0 < sliced_wasserstein_distance(x, y) <= wasserstein_distance(x, y) < 0.4
    assert sliced_wasserstein_distance(x, y) != sliced_wasserstein_distance(x, y, seed=1)


def test_samples_that_do_not_match_are_refused():
    for score in (wasserstein_distance, sliced_wasserstein_distance):
        with pytest.raises(SuiteError, match="one to one"):
            score(normal(5, 2, 0), normal(6, 2, 0))
    with pytest.raises(SuiteError, match="too many"):
        wasserstein_distance(np.zeros((5001, 2)), np.zeros((5001, 2)))
    with pytest.raises(SuiteError, match="at least 1"):
        sliced_wasserstein_distance(normal(5, 2, 0), normal(5, 2, 0), directions=0)
