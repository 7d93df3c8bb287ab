"""SegAN (Xue et al. 2017) on Fashion-MNIST sprites pasted on textures; bounds in docs/acceptance.md."""

import pytest
from keras.optimizers import SGD

from tests.acceptance.trainings import plan_of, trained

SEEDS = (0, 1, 2)
N = 2000
DICE_BOUND = 0.85


def scored(plan, steps):
    trained(plan, steps)
    return plan.protocol(plan, N)


@pytest.mark.parametrize("seed", SEEDS)
def test_masks(seed, figure):
    report = scored(plan_of("segan", seed), 400)
    figure("Dice", report["dice"], f">= {DICE_BOUND}")
    figure("IoU", report["iou"])
    figure("Dice of a mask of everything", report["dice_of_everything"], f"< {DICE_BOUND}")
    assert report["dice"] >= DICE_BOUND > report["dice_of_everything"]


def test_masks_of_a_segmenter_that_does_not_learn(figure):
    plan = plan_of("segan", 0)
    plan.game.compile(segmenter=SGD(0.0))
    report = scored(plan, 50)
    figure("Dice, control", report["dice"], f"< {DICE_BOUND}")
    assert report["dice"] < DICE_BOUND


@pytest.mark.parametrize("seed", SEEDS)
def test_masks_by_the_critic_alone(seed, figure):
    """The paper's own loss, without the Dice term of its program."""
    report = scored(plan_of("segan", seed, dice=0.0), 600)
    figure("Dice, critic alone", report["dice"], f">= {DICE_BOUND}")
    assert report["dice"] >= DICE_BOUND
