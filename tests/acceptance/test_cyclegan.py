"""Fashion-MNIST against its negatives turned by 15 degrees, without pairs: VARIANTS F5.

One seed, since a run is expected to take more than two minutes on two quiet cores; it has not been timed there.
"""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, trained

N = 2000
ACCURACY_BOUND = 0.6
BEFORE_BOUND = 0.2
CYCLE_BOUND = 0.1


def scored(plan, steps):
    trained(plan, steps)
    return plan.protocol(plan, N)


@pytest.mark.xfail(strict=False, reason="proposed bounds; this training has not been measured yet")
def test_translations_are_what_they_were(figure):
    report = scored(plan_of("cyclegan", 0), 2000)
    figure("classifier accuracy", report["accuracy"], f">= {ACCURACY_BOUND}")
    figure("classifier accuracy before", report["accuracy_before"], f"<= {BEFORE_BOUND}")
    figure("cycle L1", report["cycle_l1"], f"<= {CYCLE_BOUND}")
    assert report["accuracy_before"] <= BEFORE_BOUND
    assert report["accuracy"] >= ACCURACY_BOUND and report["cycle_l1"] <= CYCLE_BOUND


def test_translators_that_do_not_learn(figure):
    plan = plan_of("cyclegan", 0)
    plan.game.compile(translators=SGD(0.0))
    report = scored(plan, 20)
    figure("classifier accuracy, control", report["accuracy"], f"< {ACCURACY_BOUND}")
    assert report["accuracy"] < ACCURACY_BOUND and report["cycle_l1"] > CYCLE_BOUND
