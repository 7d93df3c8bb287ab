"""Stylized adversarial autoencoder (Zhao et al. 2017) on dyed garments; bounds in docs/acceptance.md.

A run takes about two minutes on one core. The control is the colour of another image's style.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained

SEEDS = (0, 1, 2)
ACCURACY = 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_contents_stay_and_colours_follow(seed, figure):
    plan = plan_of("saae", seed)
    trained(plan, 1200)
    report = plan.protocol(plan, 2000)
    figure("class of the content", report["label_accuracy"], f">= {ACCURACY}")
    figure(
        "error of colour", report["colour_error"], f"<= {report['colour_error_swapped'] / 2:.3f}, half of strangers'"
    )
    assert report["label_accuracy"] >= ACCURACY
    assert report["colour_error"] <= report["colour_error_swapped"] / 2


def test_an_autoencoder_that_does_not_learn(figure):
    plan = plan_of("saae", 0)
    report = plan.protocol(plan, 500)
    figure("class of the content, control", report["label_accuracy"], f"< {ACCURACY}")
    assert report["label_accuracy"] < ACCURACY
    assert report["colour_error"] > report["colour_error_swapped"] / 2
