"""CapsGAN (Saqur and Vivona 2018) on Fashion-MNIST turned by any angle; bounds in docs/acceptance.md.

One seed, since a run takes minutes. The control is a generator that does not learn. Beside the discriminator of
capsules stands one of convolutions of the same width, which the paper says it is better than on what is turned.
"""

from dataclasses import replace

import numpy as np
import pytest
from keras.optimizers import SGD
from scipy.ndimage import rotate

from tests.acceptance.trainings import plan_of, scores, trained

SEED, STEPS = 0, 600


def turned(examples, n, seed):
    """`n` of the examples, each turned by an angle of its own on a black ground."""
    angles = np.random.default_rng(seed).uniform(0, 360, n)
    pairs = zip(examples["image"][:n], angles, strict=True)
    images = [rotate(image, angle, reshape=False, order=1, cval=0) for image, angle in pairs]
    return replace(examples.take(slice(n)), fields={"image": np.stack(images), "label": examples["label"][:n]})


def improvement(steps, standing_still=False, **settings):
    """C-FID at the start over C-FID after so many steps, and the latter."""
    plan = plan_of("capsgan", SEED, **settings)
    plan = replace(plan, train=turned(plan.train, 20_000, seed=1), test=turned(plan.test, 5000, seed=2))
    if standing_still:
        plan.game.compile(generator=SGD(0.0))
    start = scores(plan.game, plan.test)["fid"]
    end = scores(trained(plan, steps), plan.test)["fid"]
    return start / end, end


@pytest.fixture(scope="module")
def capsules():
    return improvement(STEPS)


def test_capsules_teach_what_is_turned(capsules, figure):
    ratio, end = capsules
    figure("C-FID at the start over C-FID", ratio, ">= 2")
    figure("C-FID", end)
    assert ratio >= 2


@pytest.mark.xfail(strict=True, reason="measured 29.8 on seed 0, beside 6.3 by convolutions")
def test_capsules_teach_it_better_than_convolutions(capsules, figure):
    _, end = capsules
    _, convolutions = improvement(STEPS, networks="convolutional")
    figure("C-FID", end, f"<= {convolutions:.3f}, by convolutions")
    assert end <= convolutions


def test_a_generator_that_stands_still(figure):
    ratio, _ = improvement(20, standing_still=True)
    figure("C-FID at the start over C-FID, control", ratio, "< 2")
    assert ratio < 2
