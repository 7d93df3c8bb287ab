"""VARIANTS H2: the oracle of 50 tokens and length 10. How likely it finds what the generator writes, at the end of
maximum likelihood and after the adversarial stage; the control is the same with rewards of other sequences."""

from types import MethodType

import numpy as np
import pytest
import tensorflow as tf

from tests.acceptance.trainings import plan_of
from tfgan_suite.data.oracle import Oracle
from tfgan_suite.metrics import oracle_nll

SEEDS = (0, 1, 2)
IMITATION, JUDGEMENT, REINFORCEMENT = 600, 60, 160
GAIN = 0.05


def shuffled(game, y):
    """Each sequence gets the rewards of its neighbour."""
    return tf.roll(type(game).rewards(game, y), 1, axis=0)


def gain(seed, shuffle=False):
    """By how much the adversarial stages lower the oracle's surprise, in nats a token."""
    steps = IMITATION + JUDGEMENT + REINFORCEMENT
    arguments = {"imitation": IMITATION, "judgement": JUDGEMENT, "epochs": 1, "steps_per_epoch": steps}
    plan = plan_of("seqgan", seed, **arguments)
    if shuffle:
        plan.game.rewards = MethodType(shuffled, plan.game)
    surprise = []
    for first, last in [(0, IMITATION), (IMITATION, steps)]:
        data = plan.training_data(start=first)
        plan.game.fit(data, steps_per_epoch=last - first, shuffle=False, verbose=0, callbacks=plan.callbacks)
        surprise.append(oracle_nll(plan.game.tokens(5000, seed=1), Oracle.named("oracle")))
    return surprise[0] - surprise[1]


@pytest.mark.xfail(strict=False, reason="measured -.69 at policy_rate 1e-2, seed 0; the default 1e-3 not yet")
def test_rewards_lower_the_oracles_surprise(figure):
    gains = [gain(seed) for seed in SEEDS]
    figure("gain in oracle NLL, mean of 3 seeds", np.mean(gains), f">= {GAIN}")
    assert np.mean(gains) >= GAIN


def test_rewards_of_other_sequences_do_not(figure):
    reached = gain(0, shuffle=True)
    figure("gain in oracle NLL, control", reached, f"< {GAIN}")
    assert reached < GAIN
