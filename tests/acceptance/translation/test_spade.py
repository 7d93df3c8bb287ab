"""SPADE (Park et al. 2019) on scenes of garments; bounds in docs/acceptance.md.

What is painted of held-out label maps is read by a segmenter that was fitted to real training images. Settings were
chosen on seed 10. Real images of other maps, and a network that was never trained, fail.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.scoring.products import Products

SEEDS = (0, 1, 2)
STEPS, N, BOUND = 1000, 2000, 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_classes_are_found_where_they_were_asked_for(seed, figure):
    plan = plan_of("spade", seed)
    before = plan.protocol.measure(Products(plan.game), plan, N)
    trained(plan, STEPS)
    report = plan.protocol.measure(Products(plan.game), plan, N)
    others, real = (report[f"read_back_of_{which}"] for which in ("others", "real"))
    figure("IoU read back", report["read_back"], f">= {BOUND}; real {real:.2f}, of other maps {others:.2f}")
    figure("IoU read back, untrained", before["read_back"], f"< {BOUND}")
    figure("Fréchet distance over that of flat colours", report["fid"] / report["fid_of_flat_colours"], "< 1")
    assert report["read_back"] >= BOUND > max(before["read_back"], others)
    assert report["fid"] < report["fid_of_flat_colours"] < before["fid"]
