"""Pix2Pix (Isola et al. 2016) on Fashion-MNIST: edges and pooled images to garments; bounds in docs/acceptance.md."""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, trained

SEEDS = (0, 1, 2)
N = 2000
L1_BOUND = 0.15
SHARPER_BY = 0.08
L1_SHARE = 1.1


def scored(plan, steps):
    trained(plan, steps)
    return plan.protocol(plan, N)


@pytest.mark.parametrize("seed", SEEDS)
def test_edges(seed, figure):
    report = scored(plan_of("pix2pix", seed), 1000)
    figure("L1", report["l1"], f"<= {L1_BOUND}")
    figure("L1 of the mean image", report["l1_of_mean_image"], f"> {L1_BOUND}")
    assert report["l1"] <= L1_BOUND < report["l1_of_mean_image"]


def test_edges_with_a_generator_that_does_not_learn(figure):
    plan = plan_of("pix2pix", 0)
    plan.game.compile(generator=SGD(0.0))
    report = scored(plan, 50)
    figure("L1, control", report["l1"], f"> {L1_BOUND}")
    assert report["l1"] > L1_BOUND


def without_adversary(plan):
    """The same game with a discriminator that neither learns nor says anything: L1 alone moves the generator."""
    D = plan.game.discriminator
    D.set_weights([0 * w for w in D.get_weights()])
    plan.game.compile(discriminator=SGD(0.0), generator=plan.game.optimizers["generator"])
    return plan


@pytest.mark.parametrize("seed", SEEDS)
def test_the_adversary_sharpens_what_l1_blurs(seed, figure):
    """On pooled images, which leave the detail open; its control is the same training without the adversary.

    After 600 steps the lead was .109 on seed 1 and .072 on seed 2; 1,000 were chosen then, and tried on seed 2.
    """
    game = scored(plan_of("pix2pix", seed, data="fashion_pooled"), 1000)
    control = scored(without_adversary(plan_of("pix2pix", seed, data="fashion_pooled")), 1000)
    figure("Laplacian energy ratio", game["laplacian_ratio"], f">= control + {SHARPER_BY}")
    figure("Laplacian energy ratio, L1 alone", control["laplacian_ratio"])
    figure("L1", game["l1"], f"<= {L1_SHARE} * control")
    figure("L1, L1 alone", control["l1"])
    assert game["laplacian_ratio"] >= control["laplacian_ratio"] + SHARPER_BY
    assert game["l1"] <= L1_SHARE * control["l1"]
