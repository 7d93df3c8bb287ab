"""ESRGAN (Wang et al. 2018) on Fashion-MNIST, 14 pixels to 28; bounds in docs/acceptance.md.

From the network of pixels to that of the game PSNR and C-FID fall. Settings were chosen on seed 10. Interpolation, and
a generator that stands still in the second half, fail.
"""

import itertools

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.scoring.products import Products

SEEDS = (0, 1, 2)
STEPS, N, GAIN = 1600, 5000, 1.0
SHARES = (0.0, 0.5, 1.0)


def falls(values):
    return all(later < earlier for earlier, later in itertools.pairwise(values))


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_between_both_ends_give_images_between_them(seed, figure):
    plan = plan_of("esrgan", seed, epochs=1, steps_per_epoch=STEPS)
    trained(plan, STEPS)
    found = []
    for share in SHARES:
        plan.game.blend = share
        found.append(plan.protocol.measure(Products(plan.game), plan, N))
    psnr, fid = ([report[score] for report in found] for score in ("psnr", "fid"))
    figure("PSNR of pixels alone", psnr[0], f">= {GAIN:g} + {found[0]['psnr_of_bicubic']:.2f} of bicubic")
    for share, decibels, distance in zip(SHARES, psnr, fid, strict=True):
        figure(f"PSNR, C-FID at {share:g}", decibels, f"{distance:.3f}; both fall")
    assert psnr[0] >= found[0]["psnr_of_bicubic"] + GAIN and fid[0] < found[0]["fid_of_bicubic"]
    assert falls(psnr) and falls(fid)
