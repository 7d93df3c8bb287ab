"""What generators pay, on generators whose price is known."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build
from tfgan_suite.layers import SpectralDense
from tfgan_suite.regularizers import GeneratorInputs, ModeSeeking, Orthogonal


def inputs_of(G, z, other):
    return GeneratorInputs(G, z, G(z), None, noise=lambda like: other)


@pytest.mark.parametrize("slope", [0.5, 4.0])
def test_mode_seeking_is_the_inverse_of_how_far_fakes_go_apart(slope):
    z, other = tf.constant([[1.0, 2.0]]), tf.constant([[0.0, 4.0]])
    inputs = inputs_of(lambda z: slope * z, z, other)
    assert float(ModeSeeking(3.0)(inputs)) == pytest.approx(3 / slope, rel=1e-4)


def test_it_pulls_a_collapsed_generator_apart():
    w = tf.Variable(0.01)
    with tf.GradientTape() as tape:
        price = ModeSeeking()(inputs_of(lambda z: w * z, tf.ones((2, 2)), tf.zeros((2, 2))))
    assert float(tape.gradient(price, w)) < 0


def test_orthogonal_filters_cost_nothing_whatever_their_size():
    layer = keras.layers.Dense(2)
    network = keras.Sequential([keras.Input((2,)), layer])
    for kernel, cost in (([[3.0, 0.0], [0.0, 5.0]], 0), ([[1.0, 1.0], [0.0, 2.0]], 2)):
        layer.kernel.assign(kernel)
        assert float(Orthogonal(1.0)(GeneratorInputs(None, None, None, None, network=network))) == pytest.approx(cost)


def test_the_filters_of_a_transposed_convolution_are_those_of_its_outputs():
    layer = keras.layers.Conv2DTranspose(2, 1, use_bias=False)
    network = keras.Sequential([keras.Input((4, 4, 3)), layer])
    kernel = np.random.default_rng(0).normal(size=layer.kernel.shape).astype("float32")
    layer.kernel.assign(kernel)
    W = kernel[0, 0].T
    cost = 2 * (W[:, 0] @ W[:, 1]) ** 2
    rule = Orthogonal(1.0)
    assert float(rule(GeneratorInputs(None, None, None, None, network=network))) == pytest.approx(cost, rel=1e-4)


def test_spectral_filters_pay_for_the_weight_that_they_train_and_a_shared_embedding_does_not():
    """Brock et al. 2018: the penalty and spectral normalization stand side by side."""
    kernel = [[1.0, 1.0], [0.0, 2.0]]
    for name, cost in (("dense", 2), ("shared", 0)):
        layer = SpectralDense(2, name=name)
        network = keras.Sequential([keras.Input((2,)), layer])
        layer.raw.assign(kernel)
        assert float(Orthogonal(1.0)(GeneratorInputs(None, None, None, None, network=network))) == pytest.approx(cost)


def test_the_generator_pays_and_the_discriminator_does_not():
    losses = {}
    for weight in (0.0, 100.0):
        game = build(CASES["multiplied"])
        for rule in game.generator_regularizers:
            rule.weight.assign(weight)
        game.compile(**{p: keras.optimizers.SGD(0.0) for p in game.players})
        rng = np.random.default_rng(0)
        losses[weight] = game.train_on_batch(*CASES["multiplied"].batch(rng, 8), return_dict=True)
    assert losses[100.0]["generator_loss"] > losses[0.0]["generator_loss"] + 1
    assert losses[100.0]["discriminator_loss"] == pytest.approx(losses[0.0]["discriminator_loss"])
