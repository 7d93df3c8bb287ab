import numpy as np
import pytest
import tensorflow as tf
from scipy.stats import norm

from tfgan_suite.losses import category_information, uniform_information


def test_a_posterior_that_knows_nothing_has_no_information():
    assert float(category_information(np.arange(10), np.zeros((10, 10), "float32"))) == pytest.approx(0, abs=1e-6)


def test_a_posterior_that_knows_all_has_the_entropy_of_the_code():
    logits = 50 * np.eye(10, dtype="float32")
    assert float(category_information(np.arange(10), logits)) == pytest.approx(np.log(10))


def test_a_posterior_that_is_sure_and_wrong_has_less_than_none():
    logits = 50 * np.roll(np.eye(10, dtype="float32"), 1, axis=0)
    assert float(category_information(np.arange(10), logits)) < -40


def test_the_continuous_bound_is_entropy_and_log_density():
    rng = np.random.default_rng(0)
    code, mean = rng.uniform(-1, 1, (2, 64, 2)).astype("float32")
    expected = np.mean((norm.logpdf(code, mean, 1) + np.log(2)).sum(axis=1))
    assert float(uniform_information(code, mean)) == pytest.approx(expected, rel=1e-5)


def test_an_exact_posterior_pulls_no_more():
    """With a learned deviation it would: towards zero, without end."""
    code = tf.constant([[0.3, -0.8]])
    with tf.GradientTape() as tape:
        tape.watch(code)
        bound = uniform_information(tf.constant([[0.3, -0.8]]), code)
    assert not np.any(tape.gradient(bound, code))
    assert float(bound) == pytest.approx(2 * -0.2258, abs=1e-4)
