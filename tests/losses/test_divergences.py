"""f-divergences (Nowozin et al. 2016, table 1): quadrature, their suprema, and the bound that a network reaches."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tfgan_suite.losses import (
    FGAN,
    KL,
    Alpha,
    Jeffrey,
    JensenShannon,
    Neyman,
    OriginalGAN,
    Pearson,
    ReverseKL,
    SquaredHellinger,
    TotalVariation,
    WeightedJensenShannon,
)

TARGETS = {
    TotalVariation(): 0.3829,
    KL(): 0.5,
    ReverseKL(): 0.5,
    Pearson(): 1.7183,
    Neyman(): 1.7183,
    SquaredHellinger(): 0.2350,
    Jeffrey(): 1.0,
    JensenShannon(): 0.2228,
    WeightedJensenShannon(0.3): 0.0949,
    OriginalGAN(): -1.1635,
    Alpha(0.5): 0.4700,
    Alpha(2.0): 0.8591,
}
ROWS = pytest.mark.parametrize("row", TARGETS, ids=lambda row: f"{type(row).__name__}{row.get_config() or ''}")
X = np.linspace(-12, 13, 200_001)
RATIO = np.exp(0.5 - X)


def of_normals(values):
    """The mean of `values` at X under N(1, 1)."""
    return float((np.exp(-((X - 1) ** 2) / 2) * values).sum() * (X[1] - X[0]) / np.sqrt(2 * np.pi))


@ROWS
def test_of_two_normals(row):
    assert of_normals(np.asarray(row.f(RATIO))) == pytest.approx(TARGETS[row], abs=1e-4)


@ROWS
def test_the_conjugate_is_the_supremum(row):
    u = np.exp(np.linspace(-30, 14, 100_001))
    t = np.asarray(row.g(np.linspace(-2, 2, 9)), "float64")
    supremum = (u * t[:, None] - np.asarray(row.f(u))).max(axis=1)
    np.testing.assert_allclose(np.asarray(row.conjugate(t)), supremum, atol=1e-3)


@ROWS
def test_the_output_is_monotone_into_the_domain(row):
    v = np.linspace(-5, 5, 101).astype("float32")
    t = np.asarray(row.g(v))
    assert (np.diff(t) > 0).all() and np.isfinite(row.conjugate(t)).all()
    np.testing.assert_allclose(row.conjugate_of_output(v), row.conjugate(t), rtol=1e-4, atol=1e-4)


@ROWS
def test_the_threshold_is_the_slope_at_one(row):
    up, down = (np.asarray(row.f(np.float64(1 + step))) for step in (1e-5, -1e-5))
    assert (up - down) / 2e-5 == pytest.approx(row.threshold, abs=1e-4)


@ROWS
@pytest.mark.parametrize("size", [30.0, 100.0, 1e4])
def test_large_outputs_stay_finite_and_so_do_the_squares_of_their_slopes(row, size):
    """Adam squares slopes."""
    v = tf.Variable([-size, size])
    for function in (row.g, row.conjugate_of_output):
        with tf.GradientTape() as tape:
            t = function(v)
        slopes = tape.gradient(t, v)
        assert np.isfinite(t).all() and np.isfinite(slopes**2).all()


def test_an_exponential_of_its_own_would_not():
    assert not np.isfinite(tf.exp(tf.constant(100.0)))


def reached(row, steps=400, seed=0):
    """The bound of N(0, 1) from N(1, 1) that a small network climbs to, by quadrature instead of samples."""
    keras.utils.set_random_seed(seed)
    x = np.linspace(-5, 6, 256).astype("float32")[:, None]
    p, q = (np.exp(-((x - m) ** 2) / 2) for m in (0, 1))
    p, q = p / p.sum(), q / q.sum()
    V = keras.Sequential([keras.Input((1,)), keras.layers.Dense(32, "tanh"), keras.layers.Dense(1)])
    optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.02, steps))
    optimizer.build(V.trainable_variables)

    def bound():
        v = V(x)
        return ops.sum(p * row.g(v)) - ops.sum(q * row.conjugate_of_output(v))

    @tf.function
    def climb():
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                cost = -bound()
            optimizer.apply(tape.gradient(cost, V.trainable_variables), V.trainable_variables)

    climb()
    return float(bound())


@ROWS
def test_the_bound_is_tight(row):
    target = TARGETS[row]
    bounds = sorted([0.9 * target, 1.02 * target]) if target > 0 else [1.1 * target, 0.98 * target]
    assert bounds[0] <= reached(row) <= bounds[1]


def test_a_discriminator_that_learns_nothing_is_far_below():
    assert reached(KL(), steps=2) < 0.45


def test_the_practical_generator_ascends_what_the_discriminator_thinks():
    """At a fake that is far from real the bound's own gradient vanishes and the practical one does not."""
    f = ops.convert_to_tensor(np.array([-8.0], "float32"))
    slopes = []
    for practical in (True, False):
        loss = FGAN(OriginalGAN(), practical).generator
        slopes.append(float(loss(f + 0.01) - loss(f)) / 0.01)
    assert slopes[0] == pytest.approx(-1, abs=0.01) and abs(slopes[1]) < 0.01


def test_alpha_of_one_is_refused():
    with pytest.raises(ValueError, match="not 1"):
        Alpha(1.0)


def test_an_objective_survives_saving():
    objective = FGAN(WeightedJensenShannon(0.3), practical=False)
    assert keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(objective)) == objective
