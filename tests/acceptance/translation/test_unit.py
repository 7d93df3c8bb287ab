"""UNIT (Liu et al. 2017) on garments and turned negatives of others; bounds in docs/acceptance.md.

An image and its translation have nearly the same code. Settings were chosen on seed 10. Codes of images that do not
belong together, and those of untrained networks, fail.
"""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_float
from tfgan_suite.training.scoring.products import Products

SEEDS = (0, 1, 2)
STEPS, N = 1200, 2000
NEARER, CYCLE = 0.5, 0.15


def apart(game, source):
    """Distance of codes of sources and their translations over that of sources and others' translations."""
    ours, theirs = game.codes(source), game.codes(game.translate(source), "target")
    return np.mean((ours - theirs) ** 2) ** 0.5 / np.mean((ours - np.roll(theirs, 1, axis=0)) ** 2) ** 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_an_image_and_its_translation_have_one_code(seed, figure):
    plan = plan_of("unit", seed, epochs=1, steps_per_epoch=STEPS)
    source = to_float(plan.test["source"][:N])
    before = apart(plan.game, source)
    trained(plan, STEPS)
    found = apart(plan.game, source)
    report = plan.protocol.measure(Products(plan.game), plan, N)
    figure("distance of codes over that by chance", found, f"<= {NEARER}; untrained {before:.2f}")
    figure("cycle L1", report["cycle_l1"], f"<= {CYCLE}")
    domain = report["domain"]
    figure("distance from the other domain", domain["distance"], f"< half of {domain['untranslated']:.1f} untranslated")
    assert found <= NEARER < before
    assert report["cycle_l1"] <= CYCLE and domain["distance"] < 0.5 * domain["untranslated"]
