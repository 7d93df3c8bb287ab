"""The fused kernel against Keras' own operations."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import networks
from tfgan_suite.layers import FusedBatchNormalization

MAPS = np.random.default_rng(0).normal(np.linspace(-2, 3, 5), np.linspace(0.5, 2, 5), (6, 4, 4, 5)).astype("float32")
PARTS = {"momentum": 0.7, "epsilon": 1e-5}


def in_training(kind, x=MAPS, **parts):
    """Output, moving statistics, first gradients, and those of the slope's square, in training."""
    layer = kind(**{**PARTS, **parts})
    layer.build(x.shape)
    layer.gamma.assign(np.linspace(0.5, 1.5, x.shape[-1]))
    x = tf.constant(x)
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = layer(x, training=True)
            loss = tf.reduce_sum(tf.cast(y, tf.float32) ** 3)
        slope = inner.gradient(loss, x)
        penalty = tf.reduce_sum(slope**2)
    second = outer.gradient(penalty, [x, layer.gamma.value])
    return [y, layer.moving_mean, layer.moving_variance, slope, *second]


@pytest.mark.parametrize("shape", [(6, 4, 4, 5), (1, 4, 4, 5), (3, 1, 1, 5)])
def test_values_statistics_and_both_gradients_are_those_of_keras(shape):
    x = np.random.default_rng(1).normal(1, 2, shape).astype("float32")
    for ours, theirs in zip(
        in_training(FusedBatchNormalization, x), in_training(keras.layers.BatchNormalization, x), strict=True
    ):
        scale = np.abs(theirs).max()
        np.testing.assert_allclose(ours, theirs, atol=2e-4 * scale)


def test_the_variance_is_that_of_the_batch():
    variance = in_training(FusedBatchNormalization, momentum=0.0)[2]
    np.testing.assert_allclose(variance, MAPS.var((0, 1, 2)), rtol=1e-5)
    assert np.abs(variance / MAPS.var((0, 1, 2), ddof=1) - 1).max() > 1e-3


@pytest.mark.parametrize("dtype", ["mixed_bfloat16", "mixed_float16"])
def test_half_precision_normalizes_in_single(dtype):
    layer = FusedBatchNormalization(dtype=dtype, **PARTS)
    y = layer(1e3 + 100 * MAPS, training=True)
    assert y.dtype == dtype.removeprefix("mixed_")
    np.testing.assert_allclose(layer.moving_variance, 0.7 + 0.3 * 1e4 * MAPS.var((0, 1, 2)), rtol=0.05)


def operations(x, training):
    layer = networks.batch_norm()
    layer.build(x.shape)
    traced = tf.function(lambda x: layer(x, training=training)).get_concrete_function(tf.TensorSpec(x.shape))
    return {operation.type for operation in traced.graph.get_operations()}


def test_the_kernel_runs_where_it_can():
    assert "FusedBatchNormV3" in operations(MAPS, training=True)
    assert "FusedBatchNormV3" not in operations(MAPS, training=False)
    assert "FusedBatchNormV3" not in operations(MAPS[:, 0, 0], training=True)


def test_a_frozen_layer_keeps_its_statistics():
    layer = FusedBatchNormalization(trainable=False)
    layer(MAPS, training=True)
    np.testing.assert_array_equal(layer.moving_mean, 0)


def test_it_is_saved_and_read(tmp_path):
    network = keras.Sequential([keras.Input((4, 4, 5)), networks.batch_norm()])
    network(MAPS, training=True)
    network.save(tmp_path / "n.keras")
    read = keras.models.load_model(tmp_path / "n.keras")
    np.testing.assert_array_equal(read(MAPS), network(MAPS))
    assert isinstance(read.layers[-1], FusedBatchNormalization)
