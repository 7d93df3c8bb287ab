"""CycleGAN (Zhu et al. 2017) on Fashion-MNIST and its negatives turned by 30 degrees; bounds in docs/acceptance.md.

One seed, since a run takes three minutes; the settings were chosen on seeds 0, 1 and 7. The controls: mere negatives of
the targets, which are still turned, and translators that do not learn.
"""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.metrics import fashion_classifier, label_accuracy

SEED, STEPS = 2, 3200
N = 2000
ACCURACY_BOUND = 0.6
BEFORE_BOUND = 0.2
CYCLE_BOUND = 0.1


def settings(**arguments):
    return plan_of("cyclegan", SEED, epochs=1, steps_per_epoch=STEPS, **arguments)


@pytest.fixture(scope="module")
def report():
    plan = settings()
    trained(plan, STEPS)
    return plan.protocol(plan, N)


def test_translations_are_what_they_were(report, figure):
    figure("classifier accuracy", report["accuracy"], f">= {ACCURACY_BOUND}")
    figure("classifier accuracy before", report["accuracy_before"], f"<= {BEFORE_BOUND}")
    assert report["accuracy_before"] <= BEFORE_BOUND
    assert report["accuracy"] >= ACCURACY_BOUND


def test_the_way_there_and_back_ends_where_it_began(report, figure):
    figure("cycle L1", report["cycle_l1"], f"<= {CYCLE_BOUND}")
    assert report["cycle_l1"] <= CYCLE_BOUND


def test_a_negative_alone_does_not_do(figure):
    test = settings().test
    negatives = fashion_classifier().probabilities(255 - test["target"][:N])
    accuracy = label_accuracy(negatives, test["target_label"][:N])
    figure("classifier accuracy, negatives", accuracy, f"< {ACCURACY_BOUND}")
    assert accuracy < ACCURACY_BOUND


def test_translators_that_do_not_learn(figure):
    plan = settings()
    plan.game.compile(translators=SGD(0.0))
    trained(plan, 20)
    report = plan.protocol(plan, N)
    figure("classifier accuracy, control", report["accuracy"], f"< {ACCURACY_BOUND}")
    assert report["accuracy"] < ACCURACY_BOUND and report["cycle_l1"] > CYCLE_BOUND
