"""Minibatch discrimination and virtual batch normalization. Salimans et al. 2016, sections 3.2 and 3.5."""

import numpy as np
import pytest
import tensorflow as tf

from tests.variants.compositions import SMALL
from tests.variants.noise import SHAPE
from tfgan_suite import networks
from tfgan_suite.core.latents import normal
from tfgan_suite.layers import MinibatchDiscrimination, VirtualBatchNormalization, WithReference
from tfgan_suite.variants import ComposedGAN


def nearness(features, kernels=4):
    layer = MinibatchDiscrimination(kernels, 3)
    return layer(tf.constant(features, tf.float32)).numpy()[:, features.shape[1] :]


def test_alike_rows_are_all_near_and_nobody_is_near_to_himself():
    np.testing.assert_allclose(nearness(np.ones((8, 5))), 7, rtol=1e-5)


def test_distant_rows_are_not_near():
    assert nearness(1e3 * np.random.default_rng(0).normal(size=(8, 5))).max() < 1e-3


def test_features_themselves_pass():
    x = np.random.default_rng(0).normal(size=(4, 5)).astype("float32")
    np.testing.assert_array_equal(MinibatchDiscrimination(2, 2)(x)[:, :5], x)


def test_one_example_does_not_depend_on_another_under_virtual_batch_norm():
    G = networks.virtual_generator((8, 8, 1), 3, reference=5, width=4)
    z = np.random.default_rng(0).normal(size=(4, 3)).astype("float32")
    other = z.copy()
    other[2] += 1
    a, b = G(z, training=True).numpy(), G(other, training=True).numpy()
    assert np.abs(a[[0, 1, 3]] - b[[0, 1, 3]]).max() < 1e-6 < np.abs(a[2] - b[2]).max()
    assert a.shape == (4, 8, 8, 1)


def test_under_batch_norm_it_does():
    G = networks.generator((8, 8, 1), 3, width=4)
    z = np.random.default_rng(0).normal(size=(4, 3)).astype("float32")
    other = z.copy()
    other[2] += 1
    a, b = G(z, training=True).numpy(), G(other, training=True).numpy()
    assert np.abs(a[[0, 1, 3]] - b[[0, 1, 3]]).max() > 1e-4


def test_the_reference_stays_during_training():
    G = networks.virtual_generator(SHAPE, 5, reference=3, width=4)
    (layer,) = [layer for layer in G.layers if isinstance(layer, WithReference)]
    game = ComposedGAN(G, networks.discriminator(SHAPE, **SMALL))
    game.compile()
    before, weights = layer.latents.numpy(), G.trainable_weights[0].numpy()
    for _ in range(3):
        game.train_on_batch(np.ones((4, *SHAPE), "float32"))
    np.testing.assert_array_equal(layer.latents, before)
    assert np.abs(G.trainable_weights[0] - weights).max() > 0


@pytest.mark.parametrize("seed", range(4))
def test_no_sample_is_of_a_reference_latent(seed):
    layer = WithReference(64)
    layer.build((None, 5))
    z = normal((64, 5), (seed, 0)).numpy()
    assert np.abs(z[:, None] - layer.latents.numpy()).max(axis=2).min() > 1e-3


def test_virtual_batch_norm_is_batch_norm_of_the_reference_and_one_example():
    layer = VirtualBatchNormalization(3, epsilon=0.0)
    h = np.random.default_rng(0).normal(size=(4, 5)).astype("float32")
    out = layer(h).numpy()
    np.testing.assert_allclose(out[1:].mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(out[0], (h[0] - h.mean(axis=0)) / h.std(axis=0), rtol=1e-3)


def test_two_rows_of_latents_are_enough():
    assert networks.virtual_generator((8, 8, 1), 3, reference=2, width=4)(np.zeros((1, 3))).shape == (1, 8, 8, 1)


@pytest.mark.parametrize("kernels", [1, 7])
def test_as_many_numbers_are_appended_as_asked_for(kernels):
    assert nearness(np.zeros((2, 3)), kernels).shape == (2, kernels)
