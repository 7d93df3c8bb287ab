"""Spectral normalization, with NumPy's singular values as the oracle and Keras' own layer as the control."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite.layers import SpectralConv2D, SpectralConv2DTranspose, SpectralDense, SpectralEmbedding

IMAGES = np.random.default_rng(0).normal(size=(2, 9, 9, 4)).astype("float32")
CASES = {
    "dense": (lambda **k: SpectralDense(7, **k), IMAGES[:, 0, 0], 1),
    "conv": (lambda **k: SpectralConv2D(6, (3, 5), **k), IMAGES, 3),
    "grouped conv": (lambda **k: SpectralConv2D(6, 3, groups=2, **k), IMAGES, 3),
    "transposed conv": (lambda **k: SpectralConv2DTranspose(6, (3, 5), strides=2, **k), IMAGES, 2),
    "embedding": (lambda **k: SpectralEmbedding(11, 5, **k), np.array([[1, 2]]), 1),
}
each_kind = pytest.mark.parametrize("make, inputs, output_axis", CASES.values(), ids=CASES.keys())


def singular_values(weight, output_axis):
    weight = np.moveaxis(np.asarray(weight), output_axis, -1)
    return np.linalg.svd(weight.reshape(-1, weight.shape[-1]), compute_uv=False)


def effective(layer):
    return layer.effective(tf.convert_to_tensor(layer.raw.value))


@pytest.fixture(autouse=True)
def seed():
    keras.utils.set_random_seed(0)


@each_kind
def test_norm_is_1_after_50_training_calls(make, inputs, output_axis):
    layer = make()
    layer(inputs)
    layer.raw.assign(np.random.default_rng(1).normal(size=layer.raw.shape))
    for _ in range(50):
        layer(inputs, training=True)
    top = singular_values(effective(layer), output_axis)[0]
    assert 0.99 <= top <= 1.02
    assert float(layer.sigma) == pytest.approx(singular_values(layer.raw, output_axis)[0], rel=1e-2)
    assert singular_values(layer.raw, output_axis)[0] > 1.5


def test_transposed_kernel_flattened_like_a_convolution_has_another_norm():
    make, inputs, _ = CASES["transposed conv"]
    layer = make()
    for _ in range(50):
        layer(inputs, training=True)
    assert abs(singular_values(effective(layer), output_axis=-1)[0] - 1) > 0.02


@each_kind
def test_raw_weight_is_never_overwritten(make, inputs, output_axis):
    layer = make()
    layer(inputs)
    start = layer.raw.numpy()
    for training in (True, True, False):
        layer(inputs, training=training)
        np.testing.assert_array_equal(layer.raw.numpy(), start)


def test_keras_own_layer_overwrites_its_weight():
    layer = keras.layers.SpectralNormalization(keras.layers.Dense(7))
    layer(IMAGES[:, 0, 0])
    start = layer.layer.kernel.numpy()
    layer(IMAGES[:, 0, 0], training=True)
    assert np.abs(layer.layer.kernel.numpy() - start).max() > 1e-3


@each_kind
def test_training_call_follows_algorithm_1(make, inputs, output_axis):
    layer = make(power_iterations=2)
    layer(inputs)
    W = np.moveaxis(layer.raw.numpy(), output_axis, -1)
    W = W.reshape(-1, W.shape[-1])
    u = layer.u.numpy()
    for _ in range(2):
        v = W @ u / np.linalg.norm(W @ u)
        u = W.T @ v / np.linalg.norm(W.T @ v)
    layer(inputs, training=True)
    np.testing.assert_allclose(layer.u.numpy(), u, atol=1e-5)
    np.testing.assert_allclose(layer.v.numpy(), v, atol=1e-5)
    np.testing.assert_allclose(effective(layer), layer.raw.numpy() / (v.T @ W @ u), rtol=1e-4)


@each_kind
def test_inference_leaves_the_vectors_alone_and_applies_the_same_weight(make, inputs, output_axis):
    layer = make()
    layer(inputs, training=True)
    training = layer(inputs, training=True).numpy()
    before = [layer.u.numpy(), layer.v.numpy()]
    np.testing.assert_array_equal(layer(inputs).numpy(), training)
    np.testing.assert_array_equal([*before[0], *before[1]], [*layer.u.numpy(), *layer.v.numpy()])
    layer(inputs, training=True)
    assert np.abs(layer.u.numpy() - before[0]).max() > 1e-5


@each_kind
def test_gradient_is_that_of_the_quotient_with_constant_vectors(make, inputs, output_axis):
    layer = make()
    layer(inputs, training=True)
    rng = np.random.default_rng(1)
    cotangent = rng.normal(size=layer.raw.shape)
    with tf.GradientTape() as tape:
        value = tf.reduce_sum(effective(layer) * tf.constant(cotangent, tf.float32))
    found = tape.gradient(value, layer.raw.value).numpy()

    def matrix(weight):
        weight = np.moveaxis(weight, output_axis, -1)
        return weight.reshape(-1, weight.shape[-1])

    raw, u, v = (variable.numpy().astype("float64") for variable in (layer.raw, layer.u, layer.v))

    def quotient(weight):
        return np.sum(weight * cotangent) / (v.T @ matrix(weight) @ u).item()

    direction = rng.normal(size=raw.shape)
    difference = (quotient(raw + 1e-5 * direction) - quotient(raw - 1e-5 * direction)) / 2e-5
    assert np.sum(found * direction) == pytest.approx(difference, rel=1e-4)

    sigma = (v.T @ matrix(raw) @ u).item()
    analytic = matrix(cotangent) / sigma - np.sum(raw * cotangent) / sigma**2 * v @ u.T
    np.testing.assert_allclose(matrix(found), analytic, atol=1e-4 * np.abs(analytic).max())
    sigma_held_constant = matrix(cotangent) / sigma
    assert np.abs(matrix(found) - sigma_held_constant).max() > 1e-2 * np.abs(analytic).max()


def test_estimate_follows_a_moving_weight():
    layer = SpectralDense(7)
    layer(IMAGES[:, 0, 0])
    rng = np.random.default_rng(2)
    for _ in range(60):
        layer.raw.assign_add(0.01 * rng.normal(size=layer.raw.shape))
        layer(IMAGES[:, 0, 0], training=True)
    assert singular_values(effective(layer), 1)[0] == pytest.approx(1, abs=0.03)


def test_scaling_the_raw_weight_changes_nothing():
    layer = SpectralDense(7, use_bias=False)
    before = layer(IMAGES[:, 0, 0], training=True).numpy()
    layer.raw.assign(5 * layer.raw)
    np.testing.assert_allclose(layer(IMAGES[:, 0, 0]).numpy(), before, rtol=1e-5)


def test_two_forwards_in_one_graph_equal_two_eager_ones():
    eager, traced = SpectralDense(7), SpectralDense(7)
    for layer in (eager, traced):
        layer(IMAGES[:, 0, 0])
    traced.set_weights(eager.get_weights())
    twice = tf.function(lambda x: [traced(x, training=True), traced(x, training=True)])
    expected = [eager(IMAGES[:, 0, 0], training=True) for _ in range(2)]
    np.testing.assert_allclose(twice(IMAGES[:, 0, 0]), expected, atol=1e-6)
    np.testing.assert_allclose(traced.u.numpy(), eager.u.numpy(), atol=1e-6)


def test_a_weight_of_zeros_is_applied_as_it_is_and_can_leave_zero():
    layer = SpectralDense(7, kernel_initializer="zeros")
    with tf.GradientTape() as tape:
        value = tf.reduce_sum(layer(IMAGES[:, 0, 0], training=True))
    gradient = tape.gradient(value, layer.raw.value)
    np.testing.assert_array_equal(layer.kernel, np.zeros((4, 7)))
    assert np.isfinite(gradient).all()
    assert np.abs(gradient).max() > 0
    layer.raw.assign(np.random.default_rng(3).normal(size=(4, 7)))
    for _ in range(50):
        layer(IMAGES[:, 0, 0], training=True)
    assert singular_values(effective(layer), 1)[0] == pytest.approx(1, abs=0.02)


def test_only_the_raw_weight_and_the_bias_are_trained():
    layer = SpectralDense(7)
    layer.build((None, 4))
    assert [w.name for w in layer.trainable_variables] == ["kernel", "bias"]
    assert [w.name for w in layer.non_trainable_variables] == ["u", "v"]


def test_power_iterations_must_be_positive():
    with pytest.raises(ValueError, match="power_iterations"):
        SpectralDense(3, power_iterations=0)
