"""BigGAN (Brock et al. 2018) on Fashion-MNIST, 1,500 steps of 64, seed 0; bounds in docs/acceptance.md."""

import numpy as np
import pytest

from tests.acceptance.trainings import healthy, plan_of, scores, trained
from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import evaluate_images, fashion_classifier
from tfgan_suite.regularizers.orthogonal import matrices

SEED, STEPS, N = 0, 1500, 5000
ACCURACY, C_FID, FALL = 0.75, 25, 0.3
WIDE, NARROW = 2.0, 0.5


@pytest.fixture(scope="module")
def plan():
    plan = plan_of("biggan", SEED)
    trained(plan, STEPS)
    return plan


def coverage_at(plan, truncation):
    fake = to_uint8(plan.game.sample(N, seed=1, truncation=truncation))
    return evaluate_images(fake, plan.test["image"], fashion_classifier(), n=N)["coverage"]


def alike(game):
    """The mean share of a filter's length that lies in the direction of another, over all kernels."""
    shares = []
    for W in map(np.asarray, matrices(game.generator)):
        unit = W / np.linalg.norm(W, axis=0)
        gram = unit.T @ unit
        shares.append(np.sqrt(((gram - np.eye(len(gram))) ** 2).sum() / max(1, len(gram) * (len(gram) - 1))))
    return float(np.mean(shares))


def test_labels_are_shown(plan, figure):
    report = scores(plan.game, plan.test)
    figure("label accuracy", report["label_accuracy"], f">= {ACCURACY}")
    figure("C-FID", report["fid"], f"<= {C_FID}")
    assert report["label_accuracy"] >= ACCURACY and report["fid"] <= C_FID and healthy(report)


def test_truncation_trades_recall_for_precision(plan, figure):
    wide, narrow = (coverage_at(plan, bound) for bound in (WIDE, NARROW))
    figure(f"recall at {NARROW:g} less recall at {WIDE:g}", narrow["recall"] - wide["recall"], "< 0")
    figure(f"precision at {NARROW:g} less precision at {WIDE:g}", narrow["precision"] - wide["precision"], ">= 0")
    assert narrow["recall"] < wide["recall"] and narrow["precision"] >= wide["precision"]


def test_the_average_is_better_than_the_network_itself(plan, figure):
    averaged = scores(plan.game, plan.test)["fid"]
    average = plan.game.averages.pop("generator")
    raw = scores(plan.game, plan.test)["fid"]
    plan.game.averages["generator"] = average
    figure("C-FID of the average over that of the network", averaged / raw, "<= 1")
    assert averaged <= raw


@pytest.mark.xfail(strict=True, reason=".735 of the likeness without the penalty after 1,500 steps")
def test_filters_are_less_alike_than_without_the_penalty(plan, figure):
    free = trained(plan_of("biggan", SEED, orthogonal=0.0), STEPS)
    share = alike(plan.game) / alike(free)
    figure("likeness of filters over that without the penalty", share, f"<= {1 - FALL}")
    assert share <= 1 - FALL
