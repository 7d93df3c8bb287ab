"""ProGAN (Karras et al. 2018) on Fashion-MNIST at 32x32: a new level makes images finer; bounds in docs/acceptance.md.

Sliced Wasserstein distances of 2,000 images, 64 patches each. One seed, since a run takes over two minutes.
"""

import keras

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import sliced_distances

SEED, N = 1, 2000
PHASE, LAST = 150, 1350
FALL = 3


def distances(plan):
    fake = to_uint8(plan.game.sample(N, seed=1))
    return sliced_distances(fake, plan.test["image"][:N], patches=64)


def falls(figure, phase=PHASE, last=LAST, **optimizers):
    """How many times smaller the distance at each of the two finest levels is at the end than where the level began."""
    plan = plan_of("progan", SEED, fade_images=16 * phase, stable_images=16 * phase, average=0.995)
    if optimizers:
        plan.game.compile(**optimizers)
    begun, done = {}, 0
    for level, start in {"16": plan.game.boundaries[-4], "32": plan.game.boundaries[-2]}.items():
        trained(plan, start - done)
        begun[level], done = distances(plan)[level], start
    trained(plan, phase + last)
    assert plan.game.stage == 6 and float(plan.game.alpha) == 1
    ended = distances(plan)
    for level, before in begun.items():
        figure(f"SWD at {level} falls from {before:.0f} to {ended[level]:.0f}", before / ended[level], f"{FALL} times")
    return {level: before / ended[level] for level, before in begun.items()}


def test_distances_fall_while_their_level_is_learned(figure):
    assert min(falls(figure).values()) >= FALL


def test_they_do_not_where_the_generator_does_not_learn(figure):
    still = keras.optimizers.SGD(0.0)
    assert max(falls(figure, phase=10, last=50, generator=still).values()) < FALL
