"""Trains a system's recipe on real data and scores it, as `tfgan train` does but without a run directory."""

from dataclasses import replace

import numpy as np

from tfgan_suite.data import to_uint8
from tfgan_suite.metrics import evaluate_images, fashion_classifier
from tfgan_suite.training.running.train import build
from tfgan_suite.training.systems.registry import find


def plan_of(name, seed, **arguments):
    return build(find(name), {"seed": seed, **arguments})


def trained(plan, steps):
    plan.game.fit(plan.training_data(), steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=plan.callbacks)
    return plan.game


def scores(game, test, n=5000):
    """C-FID and its companions of `n` samples against `n` held-out images."""
    labels = game.sample_labels(n)
    real_labels = None if labels is None else test["label"]
    fake = to_uint8(game.sample(n, seed=1))
    return evaluate_images(fake, test["image"], fashion_classifier(), n=n, fake_labels=labels, real_labels=real_labels)


def healthy(report):
    """Copies of a few real images also score well; a generator makes different ones, of every class."""
    return report["distinct"] > 0.99 and report["classes_present"] == 10


def with_permuted_labels(plan, seed=0):
    """The same plan with labels that say nothing about the images."""
    labels = np.random.default_rng(seed).permutation(plan.train["label"])
    return replace(plan, train=replace(plan.train, fields={**plan.train.fields, "label": labels}))
