"""InfoGAN (Chen et al. 2016) on Fashion-MNIST, 1,500 steps of 64; bounds in docs/acceptance.md.

Three seeds, and a control whose mutual information weighs nothing. Categories of real images are the likeliest ones
and, so that the control may fail, ones drawn from Q as well: without information Q gives every category about one
tenth, but one of them is still the likeliest.
"""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_float
from tfgan_suite.metrics import matched_accuracy
from tfgan_suite.training.protocols.codes import code_protocol

STEPS, N = 1500, 5000
CROSS_ENTROPY, CORRELATION, ACCURACY = 0.3, 0.8, 0.33


def report_of(seed, **arguments):
    plan = plan_of("infogan", seed, **arguments)
    trained(plan, STEPS)
    return code_protocol(plan, N) | {"drawn_accuracy": drawn_accuracy(plan)}


def drawn_accuracy(plan):
    """Matched accuracy on held-out images of one category each, drawn from Q."""
    posterior, _ = plan.game.read(to_float(plan.test["image"][:N]))
    found = (posterior.cumsum(1) > np.random.default_rng(0).uniform(size=(N, 1))).argmax(1)
    return matched_accuracy(found, plan.test["label"][:N])


@pytest.fixture(scope="module")
def uninformed():
    return report_of(0, lam=0.0)


@pytest.mark.parametrize("seed", (0, 1, 2))
def test_codes_are_found(seed, figure):
    report = report_of(seed)
    figure("cross-entropy of the category", report["codes"]["cross_entropy"], f"<= {CROSS_ENTROPY}")
    figure("least correlation of a code", min(report["codes"]["correlation"]), f">= {CORRELATION}")
    figure("matched accuracy", report["matched_accuracy"], f">= {ACCURACY}")
    figure("matched accuracy, drawn", report["drawn_accuracy"], f">= {ACCURACY}")
    assert report["codes"]["cross_entropy"] <= CROSS_ENTROPY
    assert min(report["codes"]["correlation"]) >= CORRELATION
    assert report["matched_accuracy"] >= ACCURACY and report["drawn_accuracy"] >= ACCURACY


def test_without_information_codes_are_not_found(uninformed, figure):
    figure("cross-entropy of the category, control", uninformed["codes"]["cross_entropy"], f"> {CROSS_ENTROPY}")
    figure("best correlation of a code, control", max(uninformed["codes"]["correlation"]), f"< {CORRELATION}")
    assert uninformed["codes"]["cross_entropy"] > CROSS_ENTROPY
    assert max(uninformed["codes"]["correlation"]) < CORRELATION


def test_without_information_categories_are_no_articles(uninformed, figure):
    figure("matched accuracy, control", uninformed["matched_accuracy"])
    figure("matched accuracy, drawn, control", uninformed["drawn_accuracy"], f"< {ACCURACY}")
    assert uninformed["drawn_accuracy"] < ACCURACY
