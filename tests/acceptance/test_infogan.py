"""Fashion-MNIST, 1,500 steps of 64: VARIANTS C3, three seeds, and a control whose codes weigh nothing."""

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.code_protocol import code_protocol

STEPS = 1500
CROSS_ENTROPY, CORRELATION, ACCURACY = 0.3, 0.8, 0.33


def report_of(seed, figure, **arguments):
    plan = plan_of("infogan", seed, **arguments)
    trained(plan, STEPS)
    report = code_protocol(plan, 5000)
    figure("cross-entropy of the category", report["codes"]["cross_entropy"], f"<= {CROSS_ENTROPY}")
    figure("least correlation of a code", min(report["codes"]["correlation"]), f">= {CORRELATION}")
    figure("matched accuracy", report["matched_accuracy"], f">= {ACCURACY}")
    return report


@pytest.mark.parametrize("seed", (0, 1, 2))
def test_codes_are_found(seed, figure):
    report = report_of(seed, figure)
    assert report["codes"]["cross_entropy"] <= CROSS_ENTROPY
    assert min(report["codes"]["correlation"]) >= CORRELATION
    assert report["matched_accuracy"] >= ACCURACY


def test_without_information_nothing_is_found(figure):
    report = report_of(0, figure, lam=0.0)
    assert report["codes"]["cross_entropy"] > CROSS_ENTROPY
    assert max(report["codes"]["correlation"]) < CORRELATION
    assert report["matched_accuracy"] < ACCURACY
