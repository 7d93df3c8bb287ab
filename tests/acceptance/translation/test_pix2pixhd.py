"""pix2pixHD (Wang et al. 2018) on scenes of garments; bounds in docs/acceptance.md.

Without feature matching images should be further from the truth, which was not shown. Settings were chosen on seed 10.
Real images of other maps fail.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.data import to_float
from tfgan_suite.metrics import l1_distance
from tfgan_suite.training.scoring.products import Products

SEED, STEPS, N = 0, 1250, 2000
BOUND, FURTHER = 0.6, 1.1


def painted(**arguments):
    """(the plan of a training, the distance of what it paints from the truth)."""
    plan = plan_of("pix2pixhd", SEED, epochs=1, **arguments)
    trained(plan, STEPS)
    *maps, image = (to_float(plan.test[field][:N]) for field in plan.fields)
    return plan, l1_distance(plan.game.paint(*maps), image)


@pytest.fixture(scope="module")
def whole():
    return painted()


def test_classes_are_found_where_they_were_asked_for(whole, figure):
    plan, _ = whole
    report = plan.protocol.measure(Products(plan.game), plan, N)
    figure("IoU read back", report["read_back"], f">= {BOUND}; of other maps {report['read_back_of_others']:.2f}")
    assert report["read_back"] >= BOUND > report["read_back_of_others"]


@pytest.mark.timeout(3600)
@pytest.mark.xfail(strict=True, reason="without matching .94 of the distance, where 1.1 is asked")
def test_hidden_layers_lead_to_the_truth(whole, figure):
    _, distance = whole
    _, without = painted(matching=0.0)
    figure("L1 without matching over that with it", without / distance, f">= {FURTHER}; {distance:.3f}")
    assert without >= FURTHER * distance
