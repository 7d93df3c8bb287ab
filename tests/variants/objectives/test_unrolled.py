"""Gradients through the discriminator's next steps, against central differences in float64."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses import bce
from tfgan_suite.networks import mlp
from tfgan_suite.optimizers.differentiable import differentiable_optimizer
from tfgan_suite.optimizers.fast_weights import FastWeights
from tfgan_suite.variants import UnrolledGAN

OPTIMIZERS = {
    "sgd": lambda: keras.optimizers.SGD(0.3),
    "momentum": lambda: keras.optimizers.SGD(0.1, momentum=0.8),
    "nesterov": lambda: keras.optimizers.SGD(0.1, momentum=0.8, nesterov=True),
    "adam": lambda: keras.optimizers.Adam(0.05, beta_1=0.5, epsilon=1e-8),
}


@pytest.fixture
def float64(monkeypatch):
    monkeypatch.setattr("tfgan_suite.core.fitting.refuse_double", lambda game: None)  # latents are given, not drawn
    before = keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    yield
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy(before)


class Recorder(keras.optimizers.SGD):
    def apply(self, gradients, trainable_variables=None):
        self.seen = [g.numpy() for g in gradients]
        return super().apply(gradients, trainable_variables)


class FirstOrder(FastWeights):
    """The control: it takes the steps, and no gradient passes them."""

    def descend(self, loss):
        super().descend(loss)
        self.weights = [ops.stop_gradient(w) for w in self.weights]


class FirstOrderGAN(UnrolledGAN):
    def fast_weights(self):
        return FirstOrder(self.discriminator, self.optimizers["discriminator"], training=self.context.descends)


def same_latents(shape, seed):
    return tf.cast(tf.reshape(tf.sin(1.7 * tf.range(np.prod(shape), dtype=tf.float64)), shape), keras.config.floatx())


def toy(unroll, optimizer="sgd", game=UnrolledGAN, warm=2):
    """A tanh game whose discriminator's optimizer is already in motion, and its real points."""
    keras.utils.set_random_seed(0)
    G = mlp(keras.Input((2,), name="z"), 2, units=3, depth=1, activation="tanh", name="generator")
    D = mlp(keras.Input((2,), name="point"), 1, units=4, depth=1, activation="tanh", name="discriminator")
    game = game(G, D, unroll=unroll, prior=same_latents)
    game.compile(generator=Recorder(0.0), discriminator=OPTIMIZERS[optimizer](), run_eagerly=True)
    x = np.random.default_rng(0).normal(1.0, 0.5, (6, 2))
    for _ in range(warm):
        game.train_on_batch(x)
    return game, x


def backward(game, x):
    game.train_on_batch(x)
    return np.concatenate([g.ravel() for g in game.optimizers["generator"].seen])


def central_differences(game, x, h=1e-5):
    game.run_eagerly = False
    slopes = []
    for weight in game.weights_of("generator"):
        start = weight.numpy()
        for place in np.ndindex(start.shape):
            ends = []
            for side in (h, -h):
                moved = start.copy()
                moved[place] += side
                weight.assign(moved)
                ends.append(game.test_on_batch(x, return_dict=True)["generator_loss"])
            slopes.append((ends[0] - ends[1]) / (2 * h))
        weight.assign(start)
    game.run_eagerly = True
    return np.array(slopes)


@pytest.mark.parametrize("unroll, optimizer", [(0, "sgd"), (1, "sgd"), (4, "sgd"), (2, "adam")])
def test_the_generators_gradient_is_that_of_central_differences(unroll, optimizer, float64):
    game, x = toy(unroll, optimizer)
    expected = central_differences(game, x)
    assert np.abs(expected).max() > 1e-2
    np.testing.assert_allclose(backward(game, x), expected, atol=1e-6, rtol=0)


@pytest.mark.parametrize("unroll", [1, 5])
def test_steps_that_stop_gradients_give_another_gradient(unroll, float64):
    game, x = toy(unroll)
    first_order, _ = toy(unroll, game=FirstOrderGAN)
    full, cut = backward(game, x), backward(first_order, x)
    assert np.linalg.norm(full - cut) > 0.02 * np.linalg.norm(full)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_fast_weights_get_where_the_optimizer_would(optimizer, float64):
    game, x = toy(0, optimizer)
    D, own = game.discriminator, game.optimizers["discriminator"]
    ahead = FastWeights(D, own, training=True)
    before = D.get_weights()
    for _ in range(4):
        ahead.descend(lambda D: bce(1, D(x)) + bce(0, D(-x)))
    assert all(np.array_equal(a, b) for a, b in zip(before, D.get_weights(), strict=True))
    for _ in range(4):
        with tf.GradientTape() as tape:
            loss = bce(1, D(x)) + bce(0, D(-x))
        own.apply(tape.gradient(loss, [w.value for w in D.trainable_variables]), D.trainable_variables)
    for thought, done in zip(ahead.weights, D.get_weights(), strict=True):
        np.testing.assert_allclose(thought, done, atol=1e-5)  # Keras rounds momenta to float32


def test_the_live_discriminator_moves_once_however_far_the_generator_looks():
    near, x = toy(0, "adam", warm=0)
    far, _ = toy(5, "adam", warm=0)
    for game in (near, far):
        game.train_on_batch(x)
        assert int(game.optimizers["discriminator"].iterations) == 1
    for a, b in zip(near.discriminator.get_weights(), far.discriminator.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_looking_no_step_ahead_is_the_saddle_game(float64):
    game, x = toy(0)
    G, D = game.generator, game.discriminator
    with tf.GradientTape() as tape:
        saddle = -bce(1, D(x)) - bce(0, D(G(same_latents((6, 2), 0))))
    expected = tape.gradient(saddle, [w.value for w in G.trainable_variables])
    logs = game.test_on_batch(x, return_dict=True)
    assert logs["generator_loss"] == -logs["discriminator_loss"] == pytest.approx(float(saddle))
    np.testing.assert_allclose(backward(game, x), np.concatenate([np.ravel(g) for g in expected]), atol=1e-12)


def dirac(unroll):
    """Mescheder et al. 2018: data at 0, a fake at θ, D(x) = ψ x; returns how far (θ, ψ) is from the equilibrium."""
    keras.utils.set_random_seed(0)
    G = mlp(keras.Input((1,), name="z"), 1, depth=0, name="generator")
    D = mlp(keras.Input((1,), name="point"), 1, depth=0, name="discriminator")
    G.set_weights([np.zeros((1, 1)), np.ones(1)])
    D.set_weights([np.ones((1, 1)), np.zeros(1)])
    game = UnrolledGAN(G, D, unroll=unroll, prior=lambda shape, seed: tf.zeros(shape))
    game.compile(**{player: keras.optimizers.SGD(0.2) for player in game.players})
    game.fit(tf.data.Dataset.from_tensors(np.zeros((2, 1), "float32")).repeat(), steps_per_epoch=400, verbose=0)
    return np.hypot(G.get_weights()[1][0], D.get_weights()[0][0, 0])


@pytest.mark.thorough
def test_looking_ahead_ends_the_chase_around_the_equilibrium():
    assert dirac(5) < 0.1 < 1 < dirac(0)


def test_a_weight_that_nothing_reaches_makes_no_nan():
    weight = tf.zeros(3)
    optimizer = keras.optimizers.Adam(0.1)
    optimizer.build([keras.Variable(weight)])
    slope = tf.constant([0.0, 0.0, 1.0])
    with tf.GradientTape() as tape:
        tape.watch(slope)
        (moved,) = differentiable_optimizer(optimizer).step([weight], [slope**2])
    assert np.isfinite(tape.gradient(moved, slope)).all()


@pytest.mark.parametrize(
    "optimizer, reason",
    [
        (keras.optimizers.RMSprop(), "RMSprop cannot be unrolled: give this player SGD or Adam"),
        (keras.optimizers.Adam(clipnorm=1.0), "An optimizer with clipnorm cannot be unrolled: leave that out"),
    ],
)
def test_an_optimizer_that_cannot_be_unrolled_is_refused_in_one_line(optimizer, reason):
    game = build(CASES["unrolled"])
    game.compile(discriminator=optimizer)
    with pytest.raises(SuiteError, match=reason):
        game.train_on_batch(one_batch(CASES["unrolled"]))
