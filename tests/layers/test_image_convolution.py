"""Convolutions from and to images against Keras' own operations."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import networks
from tfgan_suite.layers import ImageConv2D, ImageConv2DTranspose

RANDOM = np.random.default_rng(0)
PAIRS = {"down": (ImageConv2D, keras.layers.Conv2D), "up": (ImageConv2DTranspose, keras.layers.Conv2DTranspose)}
PARTS = {"strides": 2, "padding": "same", "activation": "elu", "bias_initializer": "ones"}


def in_training(layer, x):
    """Output, first gradients of inputs and weights, and those of the slope's square, in training."""
    layer.build(x.shape)
    layer.kernel.assign(np.random.default_rng(1).normal(size=layer.kernel.shape))
    x, weights = tf.constant(x), [w.value for w in layer.trainable_variables]
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = layer(x, training=True)
            loss = tf.reduce_sum(y**3)
        first = inner.gradient(loss, [x, *weights])
        penalty = tf.reduce_sum(first[0] ** 2) + tf.reduce_sum(first[1] ** 2)
    return [y, *first, *outer.gradient(penalty, [x, *weights])]


def operations(layer, x, training=True):
    layer.build(x.shape)
    traced = tf.function(lambda x: layer(x, training=training)).get_concrete_function(tf.TensorSpec(x.shape))
    return {operation.type for operation in traced.graph.get_operations()}


def images(side, channels):
    return RANDOM.normal(size=(3, side, side, channels)).astype("float32")


@pytest.mark.parametrize("channels", [1, 3, 8])
@pytest.mark.parametrize(("sides", "bias"), [((8, 8), True), ((2, 6), False)])
def test_values_and_both_gradients_are_those_of_keras(channels, sides, bias):
    ours, theirs = PAIRS["down"]
    x = RANDOM.normal(size=(3, *sides, channels)).astype("float32")
    agree(ours(5, 4, use_bias=bias, **PARTS), theirs(5, 4, use_bias=bias, **PARTS), x)
    ours, theirs = PAIRS["up"]
    x = RANDOM.normal(size=(3, *sides, 5)).astype("float32")
    agree(ours(channels, 4, use_bias=bias, **PARTS), theirs(channels, 4, use_bias=bias, **PARTS), x)


def agree(ours, theirs, x):
    for mine, keras_own in zip(in_training(ours, x), in_training(theirs, x), strict=True):
        np.testing.assert_allclose(mine, keras_own, atol=1e-5 * max(1, np.abs(keras_own).max()))


def test_it_is_quick_where_it_can_be():
    assert "DepthToSpace" in operations(ImageConv2DTranspose(1, 4, **PARTS), images(4, 5))
    assert "Conv2DBackpropInput" in operations(ImageConv2DTranspose(9, 4, **PARTS), images(4, 5))


@pytest.mark.parametrize(
    ("layer", "x"),
    [
        (lambda: ImageConv2DTranspose(9, 4, **PARTS), images(4, 5)),
        (lambda: ImageConv2DTranspose(1, 3, **PARTS), images(4, 5)),
        (lambda: ImageConv2DTranspose(1, 4, padding="same"), images(4, 5)),
        (lambda: ImageConv2DTranspose(1, 4, 2), images(4, 5)),
        (lambda: ImageConv2D(5, 4, **PARTS), images(7, 1)),
        (lambda: ImageConv2D(5, 5, **PARTS), images(8, 1)),
        (lambda: ImageConv2D(6, 4, groups=2, **PARTS), images(8, 2)),
    ],
)
def test_elsewhere_it_is_keras_own(layer, x):
    layer = layer()
    plain = type(layer).__mro__[2].from_config(layer.get_config())
    y = layer(x, training=True)
    plain.build(x.shape)
    plain.set_weights(layer.get_weights())
    np.testing.assert_array_equal(y, plain(x))


def test_beside_a_gpu_it_is_keras_own(monkeypatch):
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: [kind])
    assert "Conv2DBackpropInput" in operations(ImageConv2DTranspose(1, 4, **PARTS), images(4, 5))


def test_outside_training_it_is_one_operation():
    assert "DepthToSpace" not in operations(ImageConv2DTranspose(1, 4, **PARTS), images(4, 5), training=False)
    assert "IdentityN" not in operations(ImageConv2D(5, 4, **PARTS), images(8, 1), training=False)


@pytest.mark.parametrize("dtype", ["mixed_bfloat16", "mixed_float16"])
def test_half_precision(dtype):
    layer = ImageConv2DTranspose(1, 4, dtype=dtype, **PARTS)
    x = images(4, 5)
    assert layer(x, training=True).dtype == dtype.removeprefix("mixed_")
    np.testing.assert_allclose(
        tf.cast(layer(x, training=True), tf.float32), tf.cast(layer(x), tf.float32), rtol=0.02, atol=0.02
    )


def test_it_is_saved_and_read(tmp_path):
    network = networks.generator((8, 8, 1), 4, width=4)
    network.save(tmp_path / "n.keras")
    read = keras.models.load_model(tmp_path / "n.keras")
    z = RANDOM.normal(size=(2, 4)).astype("float32")
    np.testing.assert_array_equal(read(z), network(z))
    assert any(isinstance(layer, ImageConv2DTranspose) for layer in read.layers)
