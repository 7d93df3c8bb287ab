"""Eight generators on the ring: VARIANTS D1. The control gives all of them one source, so nobody tells them apart."""

import numpy as np
import pytest
from keras import ops

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.crowd_protocol import crowd_protocol

SEEDS = (0, 1, 2)
STEPS = 3000
SOURCE_ACCURACY = 0.8
ENTROPY = 1.2
MODES = 6


def ring(seed):
    return plan_of("mad_gan", seed, data="ring", generators=8, batch_size=128)


@pytest.mark.xfail(
    strict=False,
    reason="seed 0, 3000 steps: source accuracy .28, largest entropy .99 bits, 0 modes within .2 of a centre",
)
@pytest.mark.parametrize("seed", SEEDS)
def test_eight_generators_divide_the_ring(seed, figure):
    plan = ring(seed)
    trained(plan, STEPS)
    report = crowd_protocol(plan, 4000)
    worst = max(report["mode_entropy"].values())
    figure("source accuracy", report["source_accuracy"], f">= {SOURCE_ACCURACY}")
    figure("largest entropy of a generator's modes, bits", worst, f"<= {ENTROPY}")
    figure("modes", report["modes"], f">= {MODES}")
    assert report["source_accuracy"] >= SOURCE_ACCURACY and worst <= ENTROPY and report["modes"] >= MODES


def test_generators_that_nobody_tells_apart(figure):
    plan = ring(0)
    named = plan.game.by_source

    def unnamed(crowd):
        fake, source = named(crowd)
        return fake, ops.zeros_like(source)

    plan.game.by_source = unnamed
    trained(plan, STEPS)
    report = crowd_protocol(plan, 4000)
    figure("source accuracy, control", report["source_accuracy"], f"< {SOURCE_ACCURACY}")
    figure("mean entropy of a generator's modes, control", np.mean(list(report["mode_entropy"].values())))
    assert report["source_accuracy"] < SOURCE_ACCURACY
