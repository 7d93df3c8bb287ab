import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import inception_score


def one_hot(labels, K=10):
    return np.eye(K, dtype="float32")[labels]


def test_sure_and_balanced_is_the_number_of_classes():
    assert inception_score(one_hot(np.arange(1000) % 10)) == pytest.approx((10, 0))


@pytest.mark.parametrize("p", [np.full((100, 10), 0.1), one_hot(np.zeros(100, int))])
def test_uniform_and_constant_are_one(p):
    assert inception_score(p) == pytest.approx((1, 0), abs=1e-12)


def test_five_of_ten_modes():
    assert inception_score(one_hot(np.arange(1000) % 5))[0] == pytest.approx(5)


def test_two_outcomes_by_hand():
    p = np.array([[0.9, 0.1], [0.5, 0.5]])
    information = (0.9 * np.log(0.9 / 0.7) + 0.1 * np.log(0.1 / 0.3) + 0.5 * np.log(0.5 / 0.7 * 0.5 / 0.3)) / 2
    assert inception_score(p, splits=1)[0] == pytest.approx(np.exp(information), rel=1e-12)


def test_splits_are_scored_one_by_one():
    halves = one_hot(np.r_[np.zeros(50, int), np.arange(50) % 2])
    assert inception_score(halves, splits=2) == pytest.approx((1.5, 0.5))


def test_tiny_probabilities_stay_finite():
    p = one_hot(np.arange(100) % 10).astype("float64")
    p[0, 1] = 5e-324
    assert inception_score(p)[0] == pytest.approx(10)


@pytest.mark.parametrize("p", [np.eye(3) * 4 - 1, np.eye(3) * 2, np.full((4, 3), np.nan)])
def test_what_is_not_a_distribution_is_refused(p):
    with pytest.raises(SuiteError):
        inception_score(p, splits=1)


@pytest.mark.parametrize("splits", [0, 11])
def test_more_splits_than_rows_are_refused(splits):
    with pytest.raises(SuiteError, match="10 examples"):
        inception_score(np.eye(10), splits)
