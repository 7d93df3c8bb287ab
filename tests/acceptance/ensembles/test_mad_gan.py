"""MAD-GAN (Ghosh et al. 2017) with eight generators on the ring; bounds in docs/acceptance.md.

The controls: a discriminator that is given one source only cannot name the generators, and one generator alone does not
reach the modes. A run takes half a minute on two quiet cores.
"""

import numpy as np
import pytest
from keras import ops

from tests.acceptance.plane import RING
from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.metrics import nearest_modes
from tfgan_suite.training.protocols.ensembles import ensemble_protocol

SEEDS = (0, 1, 2)
STEPS = 3000
SOURCE_ACCURACY = 0.8
ENTROPY = 1.2
MODES = 6


def ring(seed, generators=8):
    return plan_of("mad_gan", seed, data="ring", generators=generators, batch_size=128)


def told_by_place(game, n=4000):
    """How often the nearest mode tells the generator of a sample, if each mode is said to be that of its commonest."""
    modes, index = nearest_modes(game.sample(n, seed=1), RING), np.arange(n) % 8
    counts = np.zeros((8, 8))
    np.add.at(counts, (modes, index), 1)
    return counts.max(axis=1).sum() / n


@pytest.mark.parametrize("seed", SEEDS)
def test_eight_generators_divide_the_ring(seed, figure):
    plan = ring(seed)
    trained(plan, STEPS)
    report = ensemble_protocol(plan, 4000)
    worst = max(report["mode_entropy"].values())
    figure("source accuracy", report["source_accuracy"], f">= {SOURCE_ACCURACY}")
    figure("largest entropy of a generator's modes, bits", worst, f"<= {ENTROPY}")
    figure("modes", report["modes"], f">= {MODES}")
    figure("generators told by place", told_by_place(plan.game))
    assert report["source_accuracy"] >= SOURCE_ACCURACY and worst <= ENTROPY and report["modes"] >= MODES


def test_generators_that_nobody_tells_apart(figure):
    plan = ring(0)
    named = plan.game.by_source

    def unnamed(fakes):
        fake, source = named(fakes)
        return fake, ops.zeros_like(source)

    plan.game.by_source = unnamed
    trained(plan, STEPS)
    report = ensemble_protocol(plan, 4000)
    figure("source accuracy, control", report["source_accuracy"], f"< {SOURCE_ACCURACY}")
    figure("modes, control", report["modes"])
    figure("generators told by place, control", told_by_place(plan.game))
    assert report["source_accuracy"] < SOURCE_ACCURACY


def test_a_generator_alone(figure):
    plan = ring(0, generators=1)
    trained(plan, STEPS)
    reached = ensemble_protocol(plan, 4000)["modes"]
    figure("modes, control of one generator", reached, f"< {MODES}")
    assert reached < MODES
