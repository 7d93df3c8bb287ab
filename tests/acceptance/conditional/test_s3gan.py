"""S3GAN (Lucic et al. 2019) on Fashion-MNIST with 10% of its labels, 1,500 steps of 64; bounds in docs/acceptance.md.

Settings were chosen on seed 10. Beside it a game with all labels, projected, on networks of the same width.
"""

from dataclasses import replace

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of, scores, trained
from tfgan_suite.data.tasks.few_labels import UNLABELLED

SEEDS = (0, 1, 2)
STEPS = 1500
OF_ALL_LABELS, TURNS = 0.8, 0.8


def turns_found(plan):
    """The share of quarter turns of held-out images that the discriminator reads rightly."""
    held_out = plan.held_out()
    logs = plan.game.evaluate(held_out["validation_data"], steps=20, return_dict=True, verbose=0)
    return logs["turns_found"]


def with_permuted_labels(plan):
    """The same plan, whose known labels say nothing."""
    labels = np.array(plan.train["known_label"])
    known = labels != UNLABELLED
    labels[known] = np.random.default_rng(0).permutation(labels[known])
    return replace(plan, train=replace(plan.train, fields={**plan.train.fields, "known_label": labels}))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tenth_of_the_labels_does_most_of_what_all_do(seed, figure):
    plan = plan_of("s3gan", seed)
    assert np.mean(plan.train["known_label"] != UNLABELLED) == pytest.approx(0.1)
    report = scores(trained(plan, STEPS), plan.test)
    whole = plan_of("gan", seed, condition="projection")
    beside = scores(trained(whole, STEPS), whole.test)
    turns = turns_found(plan)
    figure("label accuracy", report["label_accuracy"], f">= {OF_ALL_LABELS} of {beside['label_accuracy']:.3f}")
    figure("C-FID", report["fid"], f"all labels {beside['fid']:.3f}")
    figure("turns found", turns, f">= {TURNS}")
    assert report["label_accuracy"] >= OF_ALL_LABELS * beside["label_accuracy"]
    assert turns >= TURNS and report["distinct"] > 0.99 and report["classes_present"] == 10


def test_labels_that_say_nothing_and_turns_that_nobody_learns(figure):
    plan = with_permuted_labels(plan_of("s3gan", 0, turn_weight=0.0))
    report = scores(trained(plan, STEPS), plan.test)
    turns = turns_found(plan)
    figure("label accuracy, control", report["label_accuracy"], "~ .1")
    figure("turns found, control", turns, f"< {TURNS}")
    assert report["label_accuracy"] < 0.2 and turns < TURNS
