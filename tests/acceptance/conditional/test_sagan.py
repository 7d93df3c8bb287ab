"""SAGAN (Zhang et al. 2018) on Fashion-MNIST, 1,500 steps of 64; bounds in docs/acceptance.md.

Settings were chosen on seed 10. That attention makes distant parts of an image agree is not asked here.
"""

import pytest

from tests.acceptance.trainings import healthy, plan_of, scores, trained, with_permuted_labels
from tfgan_suite.layers import Gate

SEEDS = (0, 1, 2)
STEPS = 1500
ACCURACY, C_FID, OPEN = 0.75, 25, 1e-3


def gates(game):
    """γ of the attention of both networks, which begin at 0."""
    networks = (game.generator, game.discriminator)
    return [float(layer.gamma) for net in networks for layer in net.layers if isinstance(layer, Gate)]


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_are_shown_and_both_networks_attend(seed, figure):
    plan = plan_of("sagan", seed)
    assert gates(plan.game) == [0, 0]
    report = scores(trained(plan, STEPS), plan.test)
    figure("label accuracy", report["label_accuracy"], f">= {ACCURACY}")
    figure("C-FID", report["fid"], f"<= {C_FID}")
    figure("smallest gate of an attention", min(map(abs, gates(plan.game))), f">= {OPEN}")
    assert report["label_accuracy"] >= ACCURACY and report["fid"] <= C_FID and healthy(report)
    assert min(map(abs, gates(plan.game))) >= OPEN


def test_labels_that_say_nothing(figure):
    plan = with_permuted_labels(plan_of("sagan", 0))
    report = scores(trained(plan, STEPS), plan.test)
    figure("label accuracy, control", report["label_accuracy"], "~ .1")
    assert report["label_accuracy"] < 0.2
