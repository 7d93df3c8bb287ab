"""Each objective against the divergence, the optimum or the gradient that its paper derives."""

import math

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy.stats import norm

from tfgan_suite.losses import Hinge, LeastSquares, Minimax, NonSaturating, Wasserstein, bce

QUANTILES = norm.ppf((np.arange(200_000) + 0.5) / 200_000)
REAL, FAKE = tf.constant(QUANTILES, tf.float32), tf.constant(QUANTILES + 1, tf.float32)
OBJECTIVES = [Minimax(), NonSaturating(), NonSaturating(0.9), LeastSquares(), Hinge(), Wasserstein()]


def posterior(x):
    """The probability that x is real when half the examples are fake."""
    return tf.sigmoid(0.5 - x)


def slope(function, at):
    at = tf.constant(at, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(at)
        value = function(at)
    return float(tape.gradient(value, at))


@pytest.mark.parametrize("objective", [Minimax(), NonSaturating()])
def test_optimal_discriminator_reaches_the_jensen_shannon_value(objective):
    value = -float(objective.discriminator(0.5 - REAL, 0.5 - FAKE))
    assert value == pytest.approx(-1.1635, abs=2e-4)
    assert value == pytest.approx(-2 * math.log(2) + 2 * 0.1114, abs=2e-4)
    players_swapped = -objective.discriminator(0.5 - FAKE, 0.5 - REAL)
    assert players_swapped < -2


OPTIMA = {
    "non-saturating": (NonSaturating(), lambda x: 0.5 - x),
    "smoothed": (NonSaturating(0.9), lambda x: tf.math.log(0.9 * posterior(x) / (1 - 0.9 * posterior(x)))),
    "least squares": (LeastSquares(), posterior),
    "least squares, Pearson": (LeastSquares(-1, 1, 0), lambda x: 2 * posterior(x) - 1),
}


def tilt(objective, score, direction):
    """How fast the discriminator's loss changes as its scores move in a direction."""
    return slope(
        lambda e: objective.discriminator(score(REAL) + e * direction(REAL), score(FAKE) + e * direction(FAKE)),
        at=0.0,
    )


@pytest.mark.parametrize("objective, optimum", OPTIMA.values(), ids=OPTIMA.keys())
def test_no_direction_improves_the_optimal_discriminator(objective, optimum):
    for direction in (tf.ones_like, tf.sin, tf.tanh):
        assert tilt(objective, optimum, direction) == pytest.approx(0, abs=1e-4)
    players_swapped = lambda x: optimum(1 - x)  # noqa: E731
    assert abs(tilt(objective, players_swapped, tf.tanh)) > 0.1


def test_smoothing_the_fakes_would_move_the_optimum():
    both = lambda e: bce(0.9, 0.5 - REAL + e) + bce(0.1, 0.5 - FAKE + e)  # noqa: E731
    one_sided = lambda e: NonSaturating(0.9).discriminator(0.5 - REAL + e, 0.5 - FAKE + e)  # noqa: E731
    assert slope(both, 0.0) == pytest.approx(0, abs=1e-4)
    assert slope(one_sided, 0.0) == pytest.approx(0.1, abs=1e-4)


def test_smoothing_on_identical_distributions_drives_the_output_to_half_the_target():
    logit = math.log(0.45 / 0.55)
    assert slope(lambda s: NonSaturating(0.9).discriminator(s, s), logit) == pytest.approx(0, abs=1e-6)


def test_hinge_optimum_is_twice_the_overlap():
    best = lambda x: tf.sign(0.5 - x)  # noqa: E731
    total_variation = 2 * norm.cdf(0.5) - 1
    assert float(Hinge().discriminator(best(REAL), best(FAKE))) == pytest.approx(2 - 2 * total_variation, abs=1e-3)
    assert float(Hinge().discriminator(-best(REAL), -best(FAKE))) == pytest.approx(2 + 2 * total_variation, abs=1e-3)


def test_wasserstein_gap_of_the_optimal_critic_is_the_shift():
    assert float(Wasserstein().discriminator(-REAL, -FAKE)) == pytest.approx(-1, abs=1e-4)


def test_values_by_hand():
    r, f = tf.constant([[2.0], [0.5]]), tf.constant([[-3.0], [1.0]])
    assert float(Hinge().discriminator(r, f)) == pytest.approx(0.25 + 1.0)
    assert float(Hinge().generator(f)) == pytest.approx(1.0)
    assert float(Wasserstein().discriminator(r, f)) == pytest.approx(-1 - 1.25)
    assert float(Wasserstein().generator(f)) == pytest.approx(1.0)
    assert float(LeastSquares().discriminator(r, f)) == pytest.approx(0.5 * 0.625 + 0.5 * 5)
    assert float(LeastSquares().generator(f)) == pytest.approx(0.5 * 8)
    assert float(LeastSquares(-1, 1, 0).discriminator(r, f)) == pytest.approx(0.5 * 0.625 + 0.5 * 4)
    assert float(LeastSquares(-1, 1, 0).generator(f)) == pytest.approx(0.5 * 5)


GENERATOR_SLOPES = [
    (LeastSquares(), 5.0, 4.0),
    (NonSaturating(), 5.0, -0.006693),
    (NonSaturating(), -10.0, -0.9999546),
    (Minimax(), -10.0, -4.53979e-5),
    (Hinge(), 5.0, -1.0),
    (Wasserstein(), 5.0, -1.0),
]


@pytest.mark.parametrize("objective, logit, expected", GENERATOR_SLOPES)
def test_pull_on_the_generator(objective, logit, expected):
    assert slope(objective.generator, logit) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=repr)
def test_finite_at_extreme_logits(objective):
    for logit in (-1e4, 1e4):
        score = tf.constant([logit])
        with tf.GradientTape() as tape:
            tape.watch(score)
            values = [objective.discriminator(score, score), objective.generator(score)]
        assert np.isfinite([float(value) for value in values]).all()
        assert np.isfinite(tape.gradient(values, score)).all()


def test_bce_keeps_the_gradient_that_a_sigmoid_rounds_away():
    """σ(l) - 1 is 0 in float32 from l = 17 on; the true slope is -exp(-l)."""
    assert slope(lambda s: bce(1, s), 20.0) == pytest.approx(-math.exp(-20), rel=1e-3)
    assert slope(lambda s: bce(0, s), -20.0) == pytest.approx(math.exp(-20), rel=1e-3)
    assert float(tf.sigmoid(20.0) - 1) == 0


@pytest.mark.parametrize("target", [0, 1, 0.9, 0.3])
def test_bce_is_the_cross_entropy_of_keras(target):
    logits = tf.constant([[-3.0], [0.2], [4.0]])
    expected = keras.losses.BinaryCrossentropy(from_logits=True)(tf.fill([3, 1], float(target)), logits)
    assert float(bce(target, logits)) == pytest.approx(float(expected), rel=1e-6)


def test_bce_takes_one_target_per_example():
    logits = tf.constant([[-3.0], [0.2]])
    separately = 0.5 * bce(0.8, logits[0]) + 0.5 * bce(1.0, logits[1])
    assert float(bce(tf.constant([[0.8], [1.0]]), logits)) == pytest.approx(float(separately), rel=1e-6)


@pytest.mark.parametrize("objective", [*OBJECTIVES, LeastSquares(-1, 1, 0)], ids=repr)
def test_objectives_survive_serialization(objective):
    config = keras.saving.serialize_keras_object(objective)
    assert keras.saving.deserialize_keras_object(config) == objective
    assert config["registered_name"].startswith("tfgan_suite>")
