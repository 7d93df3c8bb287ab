"""Attributes told by projection (Miyato and Koyama 2018), on captioned Fashion-MNIST; bounds in docs/acceptance.md.

An image's attributes are its article (ten), whether it is bright, and its quadrant (four). Each must be as it was asked
for. Settings were chosen on seed 10. Attributes that say nothing about their images fail.
"""

from dataclasses import replace

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.data import load, to_uint8
from tfgan_suite.data.tasks.captioned_fashion import shown
from tfgan_suite.metrics import fashion_classifier, label_accuracy

SEEDS = (0, 1, 2)
STEPS, N, BOUND = 2400, 2000, 0.8
SETTINGS = {"condition": "projection", "learning_rate": 5e-4}


def attributes_of(examples):
    return np.concatenate(
        [np.eye(10)[examples["label"]], examples["shade"][:, None], np.eye(4)[examples["quadrant"]]], axis=1
    ).astype("float32")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    parts = {split: load("captioned_fashion", split) for split in ("train", "test")}
    arrays = {f"{split}_image": examples["image"] for split, examples in parts.items()}
    arrays |= {f"{split}_attributes": attributes_of(examples) for split, examples in parts.items()}
    path = tmp_path_factory.mktemp("attributes") / "fashion.npz"
    np.savez(path, **arrays)
    return path


def agreement(images, asked):
    """How often the article, the shade and the quadrant are those asked for."""
    articles, shades, quadrants = shown(images)
    return {
        "article": label_accuracy(fashion_classifier().probabilities(articles), asked[:, :10].argmax(1)),
        "shade": float(np.mean(shades == (asked[:, 10] > 0.5))),
        "quadrant": float(np.mean(quadrants == asked[:, 11:].argmax(1))),
    }


def measured(plan, steps=STEPS):
    plan.game.fit(plan.training_data(), steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=plan.callbacks)
    asked = plan.test["attributes"][:N]
    return agreement(to_uint8(plan.game.sample(N, seed=1, told=asked)), asked)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_attribute_is_as_it_was_asked_for(seed, data, figure):
    plan = plan_of("gan", seed, data=str(data), **SETTINGS)
    real = agreement(plan.test["image"][:N], plan.test["attributes"][:N])
    found = measured(plan)
    for name, share in found.items():
        figure(name, share, f">= {BOUND}; real images {real[name]:.2f}")
    assert min(found.values()) >= BOUND


def test_attributes_that_say_nothing(data, figure):
    plan = plan_of("gan", 0, data=str(data), **SETTINGS)
    mixed = np.random.default_rng(0).permutation(plan.train["attributes"])
    found = measured(replace(plan, train=replace(plan.train, fields={**plan.train.fields, "attributes": mixed})), 600)
    for name, chance in (("article", 0.1), ("shade", 0.5), ("quadrant", 0.25)):
        figure(f"{name}, control", found[name], f"~ {chance}")
        assert found[name] < BOUND
