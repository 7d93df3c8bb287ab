"""Fashion-MNIST, 1,500 steps of 64: VARIANTS C3, three seeds, and a control whose codes weigh nothing."""

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.code_protocol import code_protocol

STEPS = 1500
CROSS_ENTROPY, CORRELATION, ACCURACY = 0.3, 0.8, 0.33


def report_of(seed, **arguments):
    plan = plan_of("infogan", seed, **arguments)
    trained(plan, STEPS)
    return code_protocol(plan, 5000)


@pytest.fixture(scope="module")
def uninformed():
    return report_of(0, lam=0.0)


@pytest.mark.parametrize("seed", (0, 1, 2))
def test_codes_are_found(seed, figure):
    report = report_of(seed)
    figure("cross-entropy of the category", report["codes"]["cross_entropy"], f"<= {CROSS_ENTROPY}")
    figure("least correlation of a code", min(report["codes"]["correlation"]), f">= {CORRELATION}")
    figure("matched accuracy", report["matched_accuracy"], f">= {ACCURACY}")
    assert report["codes"]["cross_entropy"] <= CROSS_ENTROPY
    assert min(report["codes"]["correlation"]) >= CORRELATION
    assert report["matched_accuracy"] >= ACCURACY


def test_without_information_codes_are_not_found(uninformed, figure):
    figure("cross-entropy of the category, control", uninformed["codes"]["cross_entropy"], f"> {CROSS_ENTROPY}")
    figure("best correlation of a code, control", max(uninformed["codes"]["correlation"]), f"< {CORRELATION}")
    assert uninformed["codes"]["cross_entropy"] > CROSS_ENTROPY
    assert max(uninformed["codes"]["correlation"]) < CORRELATION


@pytest.mark.xfail(strict=True, reason="measured .372 on seed 0: a random head on trained features groups too")
def test_without_information_categories_are_no_articles(uninformed, figure):
    figure("matched accuracy, control", uninformed["matched_accuracy"], f"< {ACCURACY}")
    assert uninformed["matched_accuracy"] < ACCURACY
