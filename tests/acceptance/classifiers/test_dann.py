"""DANN (Ganin et al. 2016) on two moons and the same turned by 35 degrees; bounds in docs/acceptance.md.

2,500 steps, ten seconds on two quiet cores. The control is training on the source alone.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained

BOUND = 0.9
SOURCE_ONLY = 0.8


def accuracy(seed, **arguments):
    plan = plan_of("dann", seed, epochs=1, steps_per_epoch=2500, **arguments)
    trained(plan, 2500)
    return plan.protocol(plan, 5000)["target_accuracy"]


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_the_target_is_learned_without_its_labels(seed, figure):
    reached = accuracy(seed)
    figure("target accuracy", reached, f">= {BOUND}")
    assert reached >= BOUND


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_the_source_alone_does_not_carry_over(seed, figure):
    reached = accuracy(seed, lam=0.0)
    figure("target accuracy, control", reached, f"<= {SOURCE_ONLY}")
    assert reached <= SOURCE_ONLY
