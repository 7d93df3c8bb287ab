"""pix2pixHD (Wang et al. 2018) on scenes of garments; bounds in docs/acceptance.md.

Without feature matching images are further from the truth. Settings were chosen on seed 10. Real images of other maps
fail.
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


@pytest.mark.timeout(3600)
def test_hidden_layers_lead_to_the_truth(figure):
    plan, distance = painted()
    _, without = painted(matching=0.0)
    report = plan.protocol.measure(Products(plan.game), plan, N)
    figure("IoU read back", report["read_back"], f">= {BOUND}; of other maps {report['read_back_of_others']:.2f}")
    figure("L1 without matching over that with it", without / distance, f">= {FURTHER}; {distance:.3f}")
    assert report["read_back"] >= BOUND > report["read_back_of_others"]
    assert without >= FURTHER * distance
