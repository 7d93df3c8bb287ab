"""Differences of colours, against sums written out, and what they are deaf to."""

import numpy as np
import pytest

from tfgan_suite.losses.colours import colour_difference


def images(seed, *sides):
    return np.random.default_rng(seed).uniform(-1, 1, (2, *sides, 3)).astype("float32")


def test_it_is_the_difference_of_means_and_five_times_that_of_covariances():
    a, b = images(0, 4, 6), images(1, 2, 3)
    expected = []
    for one, other in zip(a.reshape(2, -1, 3), b.reshape(2, -1, 3), strict=True):
        means = np.sum((one.mean(0) - other.mean(0)) ** 2)
        spread = np.sum((np.cov(one.T, bias=True) - np.cov(other.T, bias=True)) ** 2)
        expected.append(means + 5 * spread)
    assert float(colour_difference(a, b)) == pytest.approx(np.mean(expected), rel=1e-5)


def test_where_colours_are_says_nothing_and_how_many_pixels_they_have_neither():
    a = images(0, 4, 4)
    shuffled = np.random.default_rng(0).permutation(a.reshape(2, -1, 3), axis=1).reshape(a.shape)
    assert float(colour_difference(a, shuffled.repeat(2, 1).repeat(2, 2))) == pytest.approx(0, abs=1e-10)
