"""UNIT (Liu et al. 2017) on garments and turned negatives of others; bounds in docs/acceptance.md.

An image and its translation should have nearly the same code, which was missed. Settings were chosen on seed 10. Codes
of images that do not belong together, and those of untrained networks, fail.
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


@pytest.fixture(scope="module", params=SEEDS)
def found(request):
    """(distance of codes before and after a training, its report)."""
    plan = plan_of("unit", request.param, epochs=1, steps_per_epoch=STEPS)
    source = to_float(plan.test["source"][:N])
    before = apart(plan.game, source)
    trained(plan, STEPS)
    return before, apart(plan.game, source), plan.protocol.measure(Products(plan.game), plan, N)


def test_images_reach_the_other_domain_and_come_back(found, figure):
    *_, report = found
    domain = report["domain"]
    figure("cycle L1", report["cycle_l1"], f"<= {CYCLE}")
    figure("distance from the other domain", domain["distance"], f"< half of {domain['untranslated']:.1f} untranslated")
    assert report["cycle_l1"] <= CYCLE and domain["distance"] < 0.5 * domain["untranslated"]


@pytest.mark.xfail(strict=True, reason="codes of turned garments are at .73 of what chance has, where .5 is asked")
def test_an_image_and_its_translation_have_one_code(found, figure):
    before, after, _ = found
    figure("distance of codes over that by chance", after, f"<= {NEARER}; untrained {before:.2f}")
    assert after <= NEARER < before
