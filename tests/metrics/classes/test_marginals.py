import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import inception_score, mode_score

UNIFORM = np.full(10, 0.1)


def one_hot(labels, K=10):
    return np.eye(K)[labels]


def test_five_and_ten_of_ten_modes():
    assert mode_score(one_hot(np.arange(1000) % 10), UNIFORM) == pytest.approx(10)
    assert mode_score(one_hot(np.arange(1000) % 5), UNIFORM) == pytest.approx(2.5)
    assert inception_score(one_hot(np.arange(1000) % 5))[0] == pytest.approx(5)


def test_it_is_not_the_inception_score():
    """With p* inside the first KL it would be, to the last digit."""
    p = np.random.default_rng(0).dirichlet(0.1 * np.arange(1, 11), 500)
    marginal = p.mean(axis=0)
    inside = np.exp(np.mean(np.sum(p * np.log(p / UNIFORM), axis=1)) - np.sum(marginal * np.log(marginal / UNIFORM)))
    score, _ = inception_score(p, splits=1)
    assert inside == pytest.approx(score, rel=1e-12)
    assert mode_score(p, UNIFORM) < 0.95 * score


def test_the_right_shares_leave_the_inception_score():
    p = np.random.default_rng(0).dirichlet(np.arange(1, 5), 100)
    assert mode_score(p, p.mean(axis=0)) == pytest.approx(inception_score(p, splits=1)[0], rel=1e-12)


def test_by_hand():
    p, real = np.array([[0.9, 0.1], [0.5, 0.5]]), np.array([0.4, 0.6])
    information = (0.9 * np.log(0.9 / 0.7) + 0.1 * np.log(0.1 / 0.3) + 0.5 * np.log(0.5 / 0.7 * 0.5 / 0.3)) / 2
    missing = 0.7 * np.log(0.7 / 0.4) + 0.3 * np.log(0.3 / 0.6)
    assert mode_score(p, real) == pytest.approx(np.exp(information - missing), rel=1e-12)


def test_a_class_that_real_data_do_not_have_is_nothing():
    assert mode_score(np.eye(2), [1, 0]) == 0
    assert mode_score(np.eye(3)[:2], [0.5, 0.5, 0]) == pytest.approx(2)


def test_a_constant_generator_has_the_share_of_its_class():
    assert mode_score(one_hot(np.zeros(100, int)), UNIFORM) == pytest.approx(0.1)


@pytest.mark.parametrize("marginal", [np.full(9, 1 / 9), np.full(10, 0.2), [-1, *[2 / 9] * 9]])
def test_what_is_no_marginal_is_refused(marginal):
    with pytest.raises(SuiteError):
        mode_score(np.eye(10), marginal)
