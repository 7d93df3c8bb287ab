"""Capsules and their dynamic routing. Sabour et al. 2017, https://arxiv.org/abs/1710.09829"""

import keras
import numpy as np
import tensorflow as tf

from tfgan_suite import networks
from tfgan_suite.layers import Capsules
from tfgan_suite.layers.capsules import squash


def vectors(*shape):
    return tf.constant(np.random.default_rng(0).normal(size=shape), tf.float32)


def routed(rounds):
    layer = Capsules(3, 4, rounds)
    u = 3 * vectors(2, 6, 5)
    layer.build(u.shape)
    layer.kernel.assign(vectors(6, 5, 12))
    return layer(u).numpy()


def test_couplings_of_a_capsule_sum_to_one():
    c = Capsules(3, 4).couplings(vectors(2, 6, 3, 4)).numpy()
    np.testing.assert_allclose(c.sum(axis=2), 1, rtol=1e-5)
    assert c.std() > 0.01


def test_the_other_axis_would_not_sum_to_one():
    c = Capsules(3, 4).couplings(vectors(2, 6, 3, 4)).numpy()
    assert np.abs(c.sum(axis=1) - 1).max() > 1


def test_gradients_take_couplings_for_constants():
    layer = Capsules(3, 4)
    u, cotangent = 3 * vectors(2, 6, 5), vectors(2, 3, 4)
    layer.build(u.shape)
    layer.kernel.assign(vectors(6, 5, 12))

    def slope(couplings):
        with tf.GradientTape() as tape:
            tape.watch(u)
            predictions = tf.reshape(tf.einsum("bid,ido->bio", u, layer.kernel), (2, 6, 3, 4))
            c = couplings(predictions)
            out = tf.reduce_sum(cotangent * (layer(u) if c is None else layer.inputs_of(predictions, c)))
        return tape.gradient(out, u).numpy()

    ours = slope(lambda predictions: None)
    constant = slope(lambda predictions: tf.stop_gradient(layer.couplings(predictions)))
    through = slope(layer.couplings)
    np.testing.assert_allclose(ours, constant, rtol=1e-4, atol=1e-5)
    assert np.abs(ours - through).max() > 1e-2


def test_squashed_vectors_are_shorter_than_one_and_keep_their_direction():
    s = 5 * vectors(10, 4)
    v = squash(s).numpy()
    lengths = np.linalg.norm(v, axis=1)
    assert lengths.max() < 1
    np.testing.assert_allclose(v / lengths[:, None], s / np.linalg.norm(s, axis=1)[:, None], rtol=1e-4)


def test_squash_of_nothing_has_a_gradient():
    s = tf.Variable(tf.zeros((1, 4)))
    with tf.GradientTape() as tape:
        out = tf.reduce_sum(squash(s))
    assert np.isfinite(tape.gradient(out, s)).all()


def test_rounds_of_routing_matter():
    assert np.abs(routed(1) - routed(3)).max() > 1e-3


def test_the_logit_is_that_of_the_length():
    D = networks.capsule_discriminator((28, 28, 1), width=4, capsules=1)
    image = vectors(2, 28, 28, 1)
    s = keras.Model(D.inputs, D.get_layer("capsule").output)(image)
    length = np.linalg.norm(squash(s), axis=-1)
    np.testing.assert_allclose(1 / (1 + np.exp(-D(image))), length, rtol=1e-3)
