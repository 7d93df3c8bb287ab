"""Pixel norm, minibatch σ, blur: closed forms."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.layers import Blur, MinibatchSigma, PixelNorm


def images(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


def test_pixel_norm_gives_each_pixel_mean_square_1():
    x = images(2, 4, 4, 8)
    np.testing.assert_allclose(np.mean(PixelNorm()(x).numpy() ** 2, axis=-1), 1, rtol=1e-5)
    np.testing.assert_allclose(PixelNorm()(3 * x), PixelNorm()(x), atol=1e-5)
    assert np.isfinite(PixelNorm()(0 * x)).all()


def test_sigma_is_the_mean_deviation_of_each_group():
    x = images(8, 3, 3, 5)
    out = MinibatchSigma(4)(x).numpy()
    np.testing.assert_array_equal(out[..., :5], x)
    for rows in (slice(0, 4), slice(4, 8)):
        np.testing.assert_allclose(out[rows, ..., 5], x[rows].std(axis=0).mean(), rtol=1e-4)


def test_sigma_of_copies_is_0_and_its_gradient_finite():
    x = tf.constant(np.repeat(images(1, 3, 3, 5), 4, axis=0))
    with tf.GradientTape() as tape:
        tape.watch(x)
        out = MinibatchSigma()(x)
    assert np.abs(out[..., 5]).max() <= 1.01e-4
    assert np.isfinite(tape.gradient(out, x)).all()


def test_groups_are_the_same_on_two_replicas():
    x = images(8, 3, 3, 5)
    whole = MinibatchSigma(4)(x).numpy()
    halves = [MinibatchSigma(4)(part).numpy() for part in (x[:4], x[4:])]
    np.testing.assert_array_equal(whole, np.concatenate(halves))
    interleaved = x[[0, 2, 4, 6, 1, 3, 5, 7]]
    assert np.abs(MinibatchSigma(4)(interleaved)[0, ..., 5] - whole[0, ..., 5]).max() > 1e-3, "groups do not matter"


@pytest.mark.parametrize("batch, group", [(6, 2), (3, 1), (2, 2)])
def test_a_batch_that_the_group_does_not_divide_is_split_evenly(batch, group):
    x = images(batch, 2, 2, 3)
    np.testing.assert_allclose(
        MinibatchSigma(4)(x)[:group, ..., 3], x[:group].std(axis=0).mean() + 0 * x[:group, ..., 0], atol=2e-4
    )


def test_blur_is_the_binomial_kernel_on_each_channel_alone():
    spot = np.zeros((1, 5, 5, 2), "float32")
    spot[0, 2, 2, 1] = 1
    blurred = Blur()(spot).numpy()
    np.testing.assert_allclose(blurred[0, 1:4, 1:4, 1], np.outer([1, 2, 1], [1, 2, 1]) / 16)
    assert np.abs(blurred[..., 0]).max() == 0
