"""VARIANTS E3 on Fashion-MNIST at 32x32: a new level makes the picture finer. SWD of 500 images, 64 patches each."""

import keras
import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import sliced_distances

SEEDS = (0, 1, 2)
N = 500
PHASE, LAST = 300, 700
FALL = 3


def distances(plan):
    fake = to_uint8(plan.game.sample(N, seed=1))
    return sliced_distances(fake, plan.test["image"][:N], patches=64)


def falls(seed, **optimizers):
    """How many times smaller the distance at each of the two finest levels is at the end than where the level began."""
    plan = plan_of("progan", seed, fade_images=16 * PHASE, stable_images=16 * PHASE, average=0.99)
    if optimizers:
        plan.game.compile(**optimizers)
    begun, done = {}, 0
    for level, start in {"16": plan.game.boundaries[-4], "32": plan.game.boundaries[-2]}.items():
        trained(plan, start - done)
        begun[level], done = distances(plan)[level], start
    trained(plan, PHASE + LAST)
    assert plan.game.stage == 6 and float(plan.game.alpha) == 1
    ended = distances(plan)
    return {level: begun[level] / ended[level] for level in begun}


@pytest.mark.parametrize("seed", SEEDS)
def test_distances_fall_while_their_level_is_learned(seed, figure):
    fall = falls(seed)
    for level, times in fall.items():
        figure(f"SWD at {level} falls", times, f">= {FALL} times")
    assert min(fall.values()) >= FALL


def test_they_do_not_where_the_generator_does_not_learn(figure):
    fall = falls(0, generator=keras.optimizers.SGD(0.0))
    figure("SWD falls, control", min(fall.values()), f"< {FALL}")
    assert min(fall.values()) < FALL
