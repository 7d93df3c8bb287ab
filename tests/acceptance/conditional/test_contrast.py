"""ReACGAN's and ContraGAN's conditions on Fashion-MNIST, 1,500 steps of 64; bounds in docs/acceptance.md.

Games of hinge losses and spectral weights, told labels by contrast. Settings were chosen on seed 10: with the paper's
weight of .5 ReACGAN shows .52 of the labels after so few steps, ContraGAN with the paper's 1 shows .20 and with 10 .54.
"""

import pytest

from tests.acceptance.trainings import plan_of, scores, trained

SEED, STEPS, ACCURACY, C_FID = 0, 1500, 0.75, 25
SETTINGS = {"objective": "hinge", "critic_norm": "spectral", "learning_rate": 5e-4, "beta_1": 0.0}
MISSED = pytest.mark.xfail(strict=True, reason="missed, see docs/acceptance.md")


@pytest.mark.parametrize(("way", "weight"), [("reacgan", 2.0), pytest.param("contragan", 1.0, marks=MISSED)])
def test_labels_told_by_contrast_are_shown(way, weight, figure):
    plan = plan_of("gan", SEED, condition=way, condition_weight=weight, **SETTINGS)
    report = scores(trained(plan, STEPS), plan.test)
    figure("label accuracy", report["label_accuracy"], f">= {ACCURACY}")
    figure("C-FID", report["fid"], f"<= {C_FID}")
    figure("recall", report["coverage"]["recall"])
    assert report["label_accuracy"] >= ACCURACY and report["fid"] <= C_FID and report["distinct"] > 0.99


def test_without_the_contrast_nothing_asks_for_labels(figure):
    plan = plan_of("gan", SEED, condition="reacgan", condition_weight=0.0, **SETTINGS)
    report = scores(trained(plan, STEPS), plan.test)
    figure("label accuracy, control", report["label_accuracy"], "~ .1")
    assert report["label_accuracy"] < 0.2
