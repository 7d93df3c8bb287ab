"""Equalized learning rate: unit weights stored, He's scale applied at run time, steps that keep their proportion."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.layers import EqualizedConv2D, EqualizedConv2DTranspose, EqualizedDense, EqualizedEmbedding


@pytest.fixture(autouse=True)
def seed():
    keras.utils.set_random_seed(0)


def images(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


CASES = {
    "dense": (EqualizedDense, (512,), images(256, 100), 100),
    "conv": (EqualizedConv2D, (64, (3, 5)), images(8, 12, 12, 16), 3 * 5 * 16),
    "grouped conv": (EqualizedConv2D, (64, 3), images(8, 12, 12, 16), 3 * 3 * 4),
    "transposed conv": (EqualizedConv2DTranspose, (64, (3, 5)), images(8, 16, 16, 20), 3 * 5 * 20),
    "embedding": (EqualizedEmbedding, (200, 64), np.arange(200), 1),
}


def case(name, **options):
    make, shape, inputs, fan_in = CASES[name]
    if name == "grouped conv":
        options["groups"] = 4
    return make(*shape, **options), inputs, fan_in


def applied(layer):
    return layer.effective(layer.raw.value).numpy()


@pytest.mark.parametrize("name", CASES)
def test_weights_are_stored_unit_normal_and_scaled_at_run_time(name):
    layer, inputs, fan_in = case(name)
    layer(inputs)
    assert np.std(layer.raw.numpy()) == pytest.approx(1, abs=0.03)
    np.testing.assert_allclose(applied(layer), layer.raw.numpy() * np.sqrt(2 / fan_in), rtol=1e-5)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lr_multiplier", [1.0, 0.01])
def test_output_variance_is_1_at_the_start(name, lr_multiplier):
    layer, inputs, _ = case(name, gain=1.0, lr_multiplier=lr_multiplier)
    outputs = layer(inputs).numpy()
    if name == "transposed conv":
        outputs = outputs[:, 4:-4, 4:-4]
    assert np.var(outputs) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("gain, lr_multiplier", [(1.0, 1.0), (2.0, 1.0), (2.0, 0.01)])
def test_adam_step_in_the_applied_weight_is_in_proportion_to_its_range(name, gain, lr_multiplier):
    layer, inputs, fan_in = case(name, gain=gain, lr_multiplier=lr_multiplier)
    optimizer = keras.optimizers.Adam(1e-3, epsilon=1e-12)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(layer(inputs) ** 2)
    before = applied(layer)
    optimizer.apply([tf.convert_to_tensor(tape.gradient(loss, layer.raw.value))], [layer.raw])
    steps = np.abs(applied(layer) - before)
    expected = 1e-3 * gain * lr_multiplier / np.sqrt(fan_in)
    assert np.median(steps) == pytest.approx(expected, rel=1e-2)


def test_stock_layer_takes_the_same_step_at_any_width():
    steps = []
    for width in (16, 1024):
        layer = keras.layers.Dense(8, kernel_initializer="he_normal")
        x = images(4, width)
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(layer(x) ** 2)
        before = layer.kernel.numpy()
        keras.optimizers.Adam(1e-3).apply([tape.gradient(loss, layer.kernel.value)], [layer.kernel])
        steps.append(np.median(np.abs(layer.kernel.numpy() - before)))
    assert steps[0] == pytest.approx(steps[1], rel=1e-2)


def test_learning_rate_multiplier_slows_the_bias_too():
    layer = EqualizedDense(3, lr_multiplier=0.01)
    x = images(4, 5)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(layer(x))
    stored = layer.trainable_variables[1]
    np.testing.assert_allclose(tape.gradient(loss, stored.value), np.full(3, 0.04), rtol=1e-5)
    stored.assign([1.0, 2.0, 3.0])
    np.testing.assert_allclose(layer(0 * x), np.tile([0.01, 0.02, 0.03], (4, 1)), rtol=1e-5)


def test_layer_without_bias():
    layer = EqualizedDense(3, use_bias=False)
    layer.build((None, 5))
    assert layer.bias is None
    assert len(layer.weights) == 1


def test_initializer_given_by_the_user_wins():
    layer = EqualizedDense(3, kernel_initializer="ones")
    layer.build((None, 4))
    np.testing.assert_array_equal(layer.raw.numpy(), np.ones((4, 3)))
