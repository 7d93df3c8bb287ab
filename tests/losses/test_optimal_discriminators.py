"""Optimal discriminators of N(0, 1) against N(d, 1), as small networks find them by each paper's loss."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy.stats import norm

from tfgan_suite.losses import LeastSquares, NonSaturating, Wasserstein

QUANTILES = 400


def normals(distance):
    """Two samples that are as even as samples can be: the same quantiles of both normals."""
    real = norm.ppf((np.arange(QUANTILES) + 0.5) / QUANTILES).astype("float32")[:, None]
    return real, real + np.float32(distance)


def learned(objective, distance=1.0, steps=600, rate=0.02, clip=None, units=32):
    """A discriminator trained on all of both samples at every step."""
    keras.utils.set_random_seed(0)
    hidden = [keras.layers.Dense(units, "tanh") for _ in range(2)]
    D = keras.Sequential([keras.Input((1,)), *hidden, keras.layers.Dense(1)])
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(rate, steps))
    optimizer.build(D.trainable_variables)
    x, fake = normals(distance)

    @tf.function
    def train():
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                cost = objective.discriminator(D(x), D(fake))
            optimizer.apply(tape.gradient(cost, D.trainable_variables), D.trainable_variables)
            for w in D.trainable_variables if clip else ():
                w.assign(tf.clip_by_value(w, -clip, clip))

    train()
    return D


GRID = np.linspace(-1, 2, 31).astype("float32")[:, None]


def test_cross_entropy_finds_the_log_ratio():
    D = learned(NonSaturating())
    assert np.abs(D(GRID).numpy() - (0.5 - GRID)).max() < 0.1
    x, fake = normals(1.0)
    value = -float(NonSaturating().discriminator(D(x), D(fake)))
    assert value == pytest.approx(-1.1635, abs=0.01)


class Squashed(NonSaturating):
    """The control: probabilities taken for logits."""

    def discriminator(self, r, f):
        return super().discriminator(tf.sigmoid(r), tf.sigmoid(f))


def test_a_sigmoid_too_many_does_not_find_it():
    D = learned(Squashed(), steps=300)
    for output in (D(GRID).numpy(), tf.sigmoid(D(GRID)).numpy()):
        assert np.abs(output - (0.5 - GRID)).max() > 0.5


def test_one_sided_smoothing_ends_at_half_its_target():
    """Where reals and fakes are alike the discriminator says s / 2."""
    D = learned(NonSaturating(0.9), distance=0.0)
    np.testing.assert_allclose(1 / (1 + np.exp(-D(GRID).numpy())), 0.45, atol=0.01)


def test_least_squares_finds_the_normalized_difference():
    p, q = np.exp(-(GRID**2) / 2), np.exp(-((GRID - 1) ** 2) / 2)
    assert np.abs(learned(LeastSquares(-1.0, 1.0, 0.0))(GRID).numpy() - (p - q) / (p + q)).max() < 0.05
    other_targets = learned(LeastSquares(), steps=300)(GRID).numpy()
    assert np.abs(other_targets - (p - q) / (p + q)).max() > 0.5
    assert np.abs(other_targets - p / (p + q)).max() < 0.05


def slope_of(objective, logit):
    f = tf.Variable([logit])
    with tf.GradientTape() as tape:
        loss = objective.generator(f)
    return float(tape.gradient(loss, f)[0])


def test_least_squares_pulls_where_cross_entropy_is_content():
    assert slope_of(LeastSquares(), 5.0) == pytest.approx(4)
    assert slope_of(NonSaturating(), 5.0) == pytest.approx(-0.0067, abs=1e-4)


def jensen_shannon(distance):
    x = np.linspace(-10, 15, 100_001)
    p, q = (np.exp(-((x - m) ** 2) / 2) / np.sqrt(2 * np.pi) for m in (0, distance))
    m = (p + q) / 2
    terms = [np.where(a > 0, a * np.log(np.maximum(a, 1e-300) / np.maximum(m, 1e-300)), 0) for a in (p, q)]
    return sum(terms).sum() * (x[1] - x[0]) / 2


@pytest.mark.thorough
def test_a_clipped_critic_measures_distance_where_jensen_shannon_saturates():
    distances = (0.5, 1.0, 2.0, 4.0, 8.0)
    gaps = []
    for distance in distances:
        D = learned(Wasserstein(), distance, steps=400, rate=0.005, clip=0.05)
        x, fake = normals(distance)
        gaps.append(-float(Wasserstein().discriminator(D(x), D(fake))))
        assert max(np.abs(w.numpy()).max() for w in D.trainable_weights) <= 0.05 + 1e-7
    saturating = [jensen_shannon(distance) for distance in distances]
    assert saturating == pytest.approx([0.03, 0.111, 0.337, 0.633, np.log(2)], abs=1e-3)
    assert near_linear(gaps, distances) and not near_linear(saturating, distances)
    assert gaps[-1] > 1.5 * gaps[-2] and saturating[-1] < 1.15 * saturating[-2]


def near_linear(values, distances):
    per_unit = np.array(values) / distances
    return per_unit.min() > 0.7 * per_unit.max() > 0


def test_without_clipping_the_gap_measures_how_far_the_weights_got():
    D = learned(Wasserstein(), 1.0, steps=400, rate=0.005)
    x, fake = normals(1.0)
    assert max(np.abs(w.numpy()).max() for w in D.trainable_weights) > 0.05
    assert -float(Wasserstein().discriminator(D(x), D(fake))) > 10
