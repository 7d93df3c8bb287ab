"""SeqGAN (Yu et al. 2016) on the oracle of 50 tokens and length 10; bounds in docs/acceptance.md.

Measured is by how much the adversarial stage lowers the divergence of the generator from the oracle, on each seed. The
oracle's negative log-likelihood of generated sequences alone, which the paper reports, falls also when the generator
merely writes less diverse things. The control goes on from the same pretraining with the rewards of other sequences. A
seed takes a minute and a half on two quiet cores.
"""

from types import MethodType

import numpy as np
import pytest
import tensorflow as tf

from tests.acceptance.trainings import plan_of
from tfgan_suite.data.sets.oracle import Oracle
from tfgan_suite.metrics import oracle_nll
from tfgan_suite.networks.sequences.policies import log_probabilities
from tfgan_suite.variants import SeqGAN

SEEDS = (0, 1, 2)
IMITATION, DISCRIMINATION, REINFORCEMENT = 600, 300, 200
GAIN, CLOSER = 0.05, 0.02


def shuffled(game, y):
    """Each sequence gets the rewards of its neighbour."""
    return tf.roll(SeqGAN.rewards(game, y), 1, axis=0)


def train(plan, steps):
    data = plan.training_data(start=int(plan.game.steps.numpy()))
    plan.game.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=plan.callbacks)


def distances(plan):
    """Negative log-likelihood of 5,000 sequences under the oracle, and KL(generator ‖ oracle), in nats a token."""
    y = plan.game.tokens(5000, seed=1)
    entropy = -np.mean([log_probabilities(plan.game.generator, part) for part in np.split(y, 10)])
    nll = oracle_nll(y, Oracle.named("oracle"))
    return np.array([nll, nll - entropy])


def gains_of(seed, file):
    """By how much the adversarial stage lowers either: with their own rewards, and with shuffled ones."""
    plan = plan_of("seqgan", seed, imitation=IMITATION, judgement=DISCRIMINATION, epochs=1, steps_per_epoch=1000)
    train(plan, IMITATION)
    before = distances(plan)
    train(plan, DISCRIMINATION)
    plan.game.save(file)
    gains = []
    for rewards in (SeqGAN.rewards, shuffled):
        plan.restore(file)
        plan.game.rewards = MethodType(rewards, plan.game)
        train(plan, REINFORCEMENT)
        gains.append(before - distances(plan))
    return gains


@pytest.fixture(scope="module")
def gains(tmp_path_factory):
    """[seed, with its own rewards and with those of others, in negative log-likelihood and in divergence]."""
    return np.array([gains_of(seed, tmp_path_factory.mktemp("seqgan") / "pretrained.keras") for seed in SEEDS])


def test_the_oracle_is_less_surprised(gains, figure):
    for seed, reached in zip(SEEDS, gains[:, 0, 0], strict=True):
        figure(f"gain in oracle NLL, seed {seed}", reached, f">= {GAIN}")
    assert gains[:, 0, 0].min() >= GAIN


@pytest.mark.parametrize("control", [False, True])
def test_only_its_own_rewards_bring_it_closer_to_the_oracle(control, gains, figure):
    bound = f"{'<' if control else '>='} {CLOSER}"
    for seed, (surprise, closer) in zip(SEEDS, gains[:, int(control)], strict=True):
        figure(f"gain in divergence from the oracle, seed {seed}{', control' * control}", closer, bound)
        figure(f"gain in oracle NLL, seed {seed}{', control' * control}", surprise)
        assert (closer < CLOSER) == control
