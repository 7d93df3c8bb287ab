"""Each penalty on critics whose slope is known."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_suite import networks
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.losses import Wasserstein, gradient_norm
from tfgan_suite.regularizers import (
    DRAGAN,
    R1,
    R2,
    Clipping,
    Consistency,
    DiscriminatorInputs,
    InterpolatedGradientPenalty,
    LeCam,
)
from tfgan_suite.variants import ComposedGAN

SHAPE = (8, 8, 1)


def draw(distribution, like, shape=()):
    return distribution((like.shape[0], *shape), (1, 2))


def inputs_of(D, n=6, rng=None):
    rng = rng or np.random.default_rng(0)
    x, fake = (tf.constant(rng.uniform(-1, 1, (n, *SHAPE)), tf.float32) for _ in range(2))
    return DiscriminatorInputs(D, x, fake, D(x), D(fake), draw)


def steep(slope):
    """A critic whose gradient has the norm `slope` everywhere."""
    return lambda v: slope * tf.reduce_sum(v, axis=(1, 2, 3), keepdims=True)[:, 0, 0] / 8.0


@pytest.mark.parametrize("slope", [0.5, 1.0, 3.0])
def test_penalties_of_a_constant_slope(slope):
    inputs = inputs_of(steep(slope))
    for penalty in (InterpolatedGradientPenalty(10.0), DRAGAN(10.0)):
        assert float(penalty(inputs)) == pytest.approx(10 * (slope - 1) ** 2, abs=1e-4)
    for penalty in (R1(10.0), R2(10.0)):
        assert float(penalty(inputs)) == pytest.approx(5 * slope**2, rel=1e-4)


def test_a_file_that_knows_the_penalty_between_reals_and_fakes_by_its_old_name_is_read():
    config = keras.saving.serialize_keras_object(InterpolatedGradientPenalty(7.0))
    assert config["registered_name"] == "tfgan_suite.regularizers>GradientPenalty"
    again = keras.saving.deserialize_keras_object({**config, "class_name": "GradientPenalty"})
    assert type(again) is InterpolatedGradientPenalty and float(again.weight) == 7


def bowl(v):
    """Slope at v is 2 v."""
    return tf.reduce_sum(v**2, axis=(1, 2, 3))[:, None]


def test_r1_looks_at_reals_and_r2_at_fakes():
    inputs = inputs_of(bowl)
    for penalty, where in ((R1(2.0), inputs.x), (R2(2.0), inputs.fake)):
        squares = 4 * np.square(where).sum(axis=(1, 2, 3))
        assert float(penalty(inputs)) == pytest.approx(squares.mean(), rel=1e-4)


def pull_on_fakes(regularizer):
    """The largest slope of the penalty with respect to the fakes."""
    fake = tf.Variable(tf.ones((4, *SHAPE)))
    with tf.GradientTape() as tape:
        inputs = DiscriminatorInputs(bowl, tf.random.stateless_normal((4, *SHAPE), (0, 1)), fake, None, None, draw)
        penalty = regularizer(inputs)
    assert float(penalty) > 0
    return np.abs(tape.gradient(penalty, fake, unconnected_gradients="zero")).max()


def test_dragan_does_not_look_at_fakes():
    assert pull_on_fakes(DRAGAN()) == 0
    assert pull_on_fakes(InterpolatedGradientPenalty()) > 0.1


def steepness_around_reals(weight):
    """The mean slope near reals of a discriminator that learnt to tell N(0, 1) from N(3, 1)."""
    keras.utils.set_random_seed(0)
    D = networks.point_discriminator(1, units=32, activation="tanh")
    shift = networks.mlp(keras.Input((1,), name="z"), 1, depth=0)
    shift.set_weights([np.ones((1, 1)), 3 * np.ones(1)])
    game = ComposedGAN(shift, D, regularizers=[DRAGAN(weight)])
    game.compile(generator=keras.optimizers.SGD(0.0), discriminator=keras.optimizers.Adam(5e-3))
    x = np.random.default_rng(0).normal(size=(512, 1)).astype("float32")
    game.fit(tf.data.Dataset.from_tensors(x).repeat(), steps_per_epoch=300, verbose=0)
    return float(np.mean(gradient_norm(D, x + 0.5 * x.std() * np.random.default_rng(1).uniform(size=x.shape) ** 2)))


@pytest.mark.thorough
def test_dragan_makes_slopes_around_reals_one():
    assert 0.8 < steepness_around_reals(10.0) < 1.2
    assert not 0.8 < steepness_around_reals(0.0) < 1.2


def test_dragan_moves_each_pixel_by_its_own_noise_and_no_further_than_half_sigma():
    seen_at = []

    def spy(v):
        seen_at.append(v)
        return bowl(v)

    x = tf.constant(np.random.default_rng(0).normal(size=(4, *SHAPE)), tf.float32)
    DRAGAN()(DiscriminatorInputs(spy, x, x, None, None, draw))
    moved = (seen_at[-1] - x).numpy()
    assert moved.min() >= 0 and moved.max() <= 0.5 * float(tf.math.reduce_std(x)) + 1e-6
    assert len(np.unique(moved.round(6))) > moved.size // 2


def test_lecam_follows_the_mean_scores():
    generator, discriminator = networks.generator(SHAPE, 3, width=4), networks.discriminator(SHAPE, width=4)
    rule = LeCam(0.5, decay=0.0, one_sided=False)
    game = ComposedGAN(generator, discriminator, regularizers=[rule])
    game.compile()
    game.train_on_batch(np.ones((4, *SHAPE), "float32"))
    assert float(rule.real.numpy()) != 0 and float(rule.real.numpy()) != float(rule.fake.numpy())
    inputs = DiscriminatorInputs(None, None, None, rule.fake.value + 1.0, rule.real.value - 2.0, None)
    assert float(rule(inputs)) == pytest.approx(0.5 * (1 + 4), rel=1e-5)


def test_lecam_as_the_authors_program_takes_this_batch_in_first_and_forgets_its_start_at_zero():
    """Scores 3 and -1 in the first batch, 5 and 2 in the second: α is 3 and -1, then a mean weighed by γ and 1."""
    rule, γ = LeCam(0.5, decay=0.9), 0.9
    game = ComposedGAN(networks.generator(SHAPE, 3, width=4), networks.discriminator(SHAPE, width=4))
    seen = []
    with StepContext(0, game.steps, 0, descends=True):
        for r, f in ((3.0, -1.0), (5.0, 2.0)):
            spread = tf.constant([[-0.5], [0.5]])
            inputs = DiscriminatorInputs(None, None, None, r + spread, f + spread, None)
            penalty = float(rule(inputs))
            rule.after(game, inputs)
            seen.append((r, f))
            weights = np.array([γ ** (len(seen) - 1 - i) for i in range(len(seen))])
            α_r, α_f = (weights @ np.array(seen)) / weights.sum()
            above = np.mean([max(r + s - α_f, 0) ** 2 for s in (-0.5, 0.5)])
            below = np.mean([max(α_r - f - s, 0) ** 2 for s in (-0.5, 0.5)])
            assert penalty == pytest.approx(0.5 * (above + below), rel=1e-4)


def test_lecam_charges_nobody_on_the_right_side_and_pulls_through_scores_alone():
    rule = LeCam(1.0, decay=0.0)
    r, f = tf.constant([[-1.0]]), tf.constant([[2.0]])
    assert float(rule(DiscriminatorInputs(None, None, None, r, f, None))) == 0
    with tf.GradientTape() as tape:
        tape.watch([r, f])
        penalty = rule(DiscriminatorInputs(None, None, None, f, r, None))  # 2 over the fakes' -1, and -1 under the 2
    slopes = tape.gradient(penalty, [f, r])
    np.testing.assert_allclose([float(s[0, 0]) for s in slopes], [2 * 3, -2 * 3], rtol=1e-5)


def test_consistency_costs_nothing_where_moving_changes_nothing():
    assert float(Consistency(fakes=True)(inputs_of(lambda v: tf.ones((v.shape[0], 1))))) == 0
    picky = inputs_of(lambda v: v[:, 0, 0])
    one, both = float(Consistency()(picky)), float(Consistency(fakes=True)(picky))
    assert 0 < one < both


def test_consistency_mirrors_half_of_the_images_and_shifts_all():
    """On a patch in the middle: where it comes out, and which way round."""
    x = np.zeros((512, 16, 16, 1), "float32")
    x[:, 6:10, 6:10, 0] = np.arange(1, 17).reshape(4, 4)
    T = Consistency().transform(tf.constant(x), draw).numpy()
    turned, places = [], set()
    for image in T[..., 0]:
        rows, columns = (np.flatnonzero(image.any(axis)) for axis in (1, 0))
        patch = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        turned.append(np.array_equal(patch, x[0, 6:10, 9:5:-1, 0]))
        assert turned[-1] or np.array_equal(patch, x[0, 6:10, 6:10, 0])
        places.add((rows[0] - 6, columns[0] - 6))
    assert np.mean(turned) == pytest.approx(0.5, abs=0.07)
    assert {row for row, _ in places} == {column for _, column in places} == set(range(-2, 3))


def test_clipping_holds_all_weights_after_every_step():
    critic = networks.discriminator(SHAPE, width=4, norm=networks.no_norm)
    game = ComposedGAN(
        networks.generator(SHAPE, 3, width=4), critic, objective=Wasserstein(), regularizers=[Clipping(0.01)]
    )
    game.compile(discriminator=keras.optimizers.SGD(10.0))
    for _ in range(3):
        game.train_on_batch(np.random.default_rng(0).uniform(-1, 1, (4, *SHAPE)).astype("float32"))
        assert max(np.abs(w.numpy()).max() for w in critic.trainable_weights) == pytest.approx(0.01)


def test_a_weight_can_be_scheduled():
    penalty, inputs = R1(1.0), inputs_of(bowl)
    before = float(penalty(inputs))
    penalty.weight.assign(3.0)
    assert float(penalty(inputs)) == pytest.approx(3 * before)
