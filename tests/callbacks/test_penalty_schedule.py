"""Schedules of penalties, and penalties of every k-th step."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.callbacks.trainings import fit
from tests.thorough import thorough
from tests.variants.cases import CASES, build, one_batch
from tfgan_suite.callbacks import (
    Checkpoints,
    PenaltySchedule,
    latest_checkpoint,
)


def test_the_penalty_is_scheduled_without_retracing():
    case = CASES["wgan_gp"]
    game = build(case)
    game.compile()
    fit(game, one_batch(case), PenaltySchedule(weight=lambda step: 1.0 + step), steps=4)
    assert float(game.penalty.weight) == 4.0
    assert game.get_config()["lam"] == 4.0


def test_a_lazy_penalty_counts_at_every_kth_critic_step_only():
    case = CASES["wgan_gp"]
    losses = {}
    for every in (1, 2):
        game = build(case)
        game.compile(critic=keras.optimizers.SGD(0.0), generator=keras.optimizers.SGD(0.0))
        losses[every] = fit(game, one_batch(case), PenaltySchedule(every=every), steps=40)["critic_loss"][0]
    assert losses[2] == pytest.approx(losses[1], rel=0.1), "half as often, twice the weight"


def test_evaluating_does_not_advance_a_lazy_penalty():
    case = CASES["wgan_gp"]
    game = build(case)
    game.compile()
    fit(game, one_batch(case), PenaltySchedule(every=4), steps=3)
    before = int(game.penalty.calls.numpy())
    game.evaluate(tf.data.Dataset.from_tensors(one_batch(case)), verbose=0)
    assert int(game.penalty.calls.numpy()) == before == 3 * game.n_critic


def lazy_game(seed=0):
    """WGAN-GP whose critic has Adam and whose generator stays."""
    game = build(CASES["wgan_gp"], seed=seed)
    game.compile(critic=keras.optimizers.Adam(1e-2, 0.5, 0.9, epsilon=1e-8), generator=keras.optimizers.SGD(0.0))
    return game


def test_adam_is_rescaled_for_a_lazy_penalty():
    """c = k / (k + 1): the trained weights are those of Adam(c η, β₁ᶜ, β₂ᶜ)."""
    c, batch = 4 / 5, one_batch(CASES["wgan_gp"])
    game, by_hand = lazy_game(), lazy_game()
    by_hand.compile(
        critic=keras.optimizers.Adam(c * 1e-2, 0.5**c, 0.9**c, epsilon=1e-8), generator=keras.optimizers.SGD(0.0)
    )
    by_hand.penalty.every = 4
    fit(game, batch, PenaltySchedule(every=4), steps=5)
    fit(by_hand, batch, steps=5)
    for a, b in zip(game.critic.variables, by_hand.critic.variables, strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("whole", [thorough(True), False])
def test_a_lazy_training_goes_on_from_its_checkpoint(whole, tmp_path):
    """From the file alone, or from weights in a game that was just compiled: rescaled once, not twice."""
    batch = one_batch(CASES["wgan_gp"])
    straight, first = lazy_game(), lazy_game()
    fit(straight, batch, PenaltySchedule(every=3), steps=4)
    fit(first, batch, PenaltySchedule(every=3), Checkpoints(tmp_path), steps=2)
    path = latest_checkpoint(tmp_path)
    if whole:
        second = keras.models.load_model(path)
    else:
        second = lazy_game(seed=1)
        second.seed = straight.seed
        second.load_weights(path)
    fit(second, batch, PenaltySchedule(every=3), steps=2)
    for a, b in zip(straight.variables, second.variables, strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=1e-5, atol=1e-7)
