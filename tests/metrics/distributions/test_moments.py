import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import Moments


def sample(n=1000, d=7, offset=1e4, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + offset


def assert_moments_of(moments, x):
    assert moments.n == len(x)
    np.testing.assert_allclose(moments.mean, x.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(moments.covariance, np.cov(x, rowvar=False), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("cuts", [[], [1], [1, 2, 3], [999], [100, 101, 640]])
def test_any_batching_gives_the_moments_of_the_whole(cuts):
    x = sample()
    moments = Moments()
    for batch in np.split(x, cuts):
        moments.update(batch)
    assert_moments_of(moments, x)


def test_merging_equals_seeing_both_and_leaves_the_other_alone():
    x = sample()
    left, right = Moments().update(x[:300]), Moments().update(x[300:])
    assert_moments_of(left.merge(right), x)
    assert_moments_of(right, x[300:])


def test_what_was_read_earlier_does_not_change_later():
    x = sample()
    other = Moments().update(x[:300])
    moments = Moments().merge(other)
    mean, covariance = moments.mean.copy(), moments.covariance
    moments.update(x[300:])
    np.testing.assert_array_equal(other.mean, mean)
    np.testing.assert_array_equal(other.covariance, covariance)


def test_empty_moments_are_neutral():
    x = sample(50)
    assert_moments_of(Moments().merge(Moments().update(x)).merge(Moments()), x)


def test_covariance_is_exactly_symmetric():
    covariance = Moments().update(sample(33)).update(sample(40, seed=1)).covariance
    np.testing.assert_array_equal(covariance, covariance.T)


@pytest.mark.parametrize("bad", [np.zeros(3), np.zeros((0, 3)), np.full((4, 3), np.nan), np.zeros((2, 2, 2))])
def test_what_is_not_a_finite_matrix_is_refused(bad):
    with pytest.raises(SuiteError):
        Moments().update(bad)


def test_another_size_is_refused():
    with pytest.raises(SuiteError, match="size 4 cannot join features of size 7"):
        Moments().update(sample(10)).update(sample(10, d=4))


def test_one_row_has_a_mean_and_no_covariance():
    moments = Moments().update(np.ones((1, 3)))
    np.testing.assert_array_equal(moments.mean, 1)
    with pytest.raises(SuiteError, match="need 2"):
        _ = moments.covariance
