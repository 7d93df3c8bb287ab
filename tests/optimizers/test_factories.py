"""Each optimizer against its formula, on gradients that are as small as ε."""

import keras
import numpy as np
import pytest

from tfgan_suite.optimizers import RMSProp, adam, adamax, rmsprop, sgd

GRADIENTS = np.random.default_rng(0).normal(size=(5, 6)) * 10.0 ** -np.arange(4, 10)
η = 0.1


def moved_by(optimizer):
    """Where zeros are after a step for each of the gradients."""
    weight = keras.Variable(np.zeros(6, "float32"))
    optimizer.build([weight])
    for gradient in GRADIENTS:
        optimizer.apply([keras.ops.convert_to_tensor(gradient.astype("float32"))])
    return weight.numpy()


def test_rmsprop_adds_epsilon_to_the_root():
    w, v, ρ, ε = np.zeros(6), np.zeros(6), 0.9, 1e-8
    for g in GRADIENTS:
        v = ρ * v + (1 - ρ) * g**2
        w = w - η * g / (np.sqrt(v) + ε)
    np.testing.assert_allclose(moved_by(rmsprop(η, ρ)), w, rtol=1e-4)


def test_adam_adds_epsilon_to_the_uncorrected_root():
    w, m, v, ε = np.zeros(6), np.zeros(6), np.zeros(6), 1e-8
    for t, g in enumerate(GRADIENTS, 1):
        m, v = 0.5 * m + 0.5 * g, 0.999 * v + 0.001 * g**2
        w = w - η * np.sqrt(1 - 0.999**t) / (1 - 0.5**t) * m / (np.sqrt(v) + ε)
    np.testing.assert_allclose(moved_by(adam(η, 0.5, 0.999)), w, rtol=1e-4)


def test_adamax_adds_epsilon_to_the_largest_gradient():
    w, m, u, ε = np.zeros(6), np.zeros(6), np.zeros(6), 1e-8
    for t, g in enumerate(GRADIENTS, 1):
        m, u = 0.5 * m + 0.5 * g, np.maximum(0.999 * u, np.abs(g))
        w = w - η / (1 - 0.5**t) * m / (u + ε)
    np.testing.assert_allclose(moved_by(adamax(η, 0.5, 0.999)), w, rtol=1e-4)


def test_momentum_gathers_steps():
    w, step = np.zeros(6), np.zeros(6)
    for g in GRADIENTS:
        step = 0.9 * step - η * g
        w = w + step
    np.testing.assert_allclose(moved_by(sgd(η, 0.9)), w, rtol=1e-5)


@pytest.mark.parametrize("optimizer", [RMSProp(0.01, 0.95, 1e-6, clipnorm=1.0), rmsprop(5e-5, 0.99)])
def test_rmsprop_is_saved(optimizer):
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(optimizer))
    assert isinstance(again, RMSProp) and again.get_config() == optimizer.get_config()
    assert again.momentum == 0 and not again.centered
