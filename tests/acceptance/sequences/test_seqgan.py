"""SeqGAN (Yu et al. 2016) on the oracle of 50 tokens and length 10; bounds in docs/acceptance.md.

Measured is by how much the adversarial stage lowers the oracle's negative log-likelihood of generated sequences. The
control goes on from the same pretraining with the rewards of other sequences. A seed takes a minute and a half on two
quiet cores.
"""

from types import MethodType

import numpy as np
import pytest
import tensorflow as tf

from tests.acceptance.trainings import plan_of
from tfgan_suite.data.sets.oracle import Oracle
from tfgan_suite.metrics import oracle_nll
from tfgan_suite.variants import SeqGAN

SEEDS = (0, 1, 2)
IMITATION, DISCRIMINATION, REINFORCEMENT = 600, 300, 200
GAIN = 0.05


def shuffled(game, y):
    """Each sequence gets the rewards of its neighbour."""
    return tf.roll(SeqGAN.rewards(game, y), 1, axis=0)


def train(plan, steps):
    data = plan.training_data(start=int(plan.game.steps.numpy()))
    plan.game.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=plan.callbacks)


def nll(plan):
    """Of the oracle at 5,000 sequences of the game, in nats a token."""
    return oracle_nll(plan.game.tokens(5000, seed=1), Oracle.named("oracle"))


def gains_of(seed, file):
    """By how much the adversarial stage lowers the surprise: with their own rewards, and with shuffled ones."""
    plan = plan_of("seqgan", seed, imitation=IMITATION, judgement=DISCRIMINATION, epochs=1, steps_per_epoch=1000)
    train(plan, IMITATION)
    before = nll(plan)
    train(plan, DISCRIMINATION)
    plan.game.save(file)
    gains = []
    for rewards in (SeqGAN.rewards, shuffled):
        plan.restore(file)
        plan.game.rewards = MethodType(rewards, plan.game)
        train(plan, REINFORCEMENT)
        gains.append(before - nll(plan))
    return gains


@pytest.fixture(scope="module")
def gains(tmp_path_factory):
    """[seed, with its own rewards and with those of others]."""
    return np.array([gains_of(seed, tmp_path_factory.mktemp("seqgan") / "pretrained.keras") for seed in SEEDS])


@pytest.mark.parametrize("control", [False, True])
def test_only_its_own_rewards_lower_the_oracles_surprise(control, gains, figure):
    for seed, reached in zip(SEEDS, gains[:, int(control)], strict=True):
        figure(f"gain in oracle NLL, seed {seed}{', control' * control}", reached)
    mean = gains[:, int(control)].mean()
    figure(f"gain in oracle NLL, mean{', control' * control}", mean, f"{'<' if control else '>='} {GAIN}")
    assert (mean < GAIN) == control
