"""Real-ESRGAN (Wang et al. 2021) on Fashion-MNIST, made small and degraded; bounds in docs/acceptance.md.

Interpolation fails, and so does a network that learned to enlarge what was only made small (the strength switched off).
Settings were chosen on seed 10.
"""

import pytest

from tests.acceptance.trainings import plan_of, trained
from tfgan_suite.training.scoring.products import Products

SEEDS = (0, 1, 2)
STEPS, N, GAIN = 1600, 5000, 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_bad_images_are_mended_by_who_has_seen_such(seed, figure):
    plan = plan_of("real_esrgan", seed, epochs=1, steps_per_epoch=STEPS)
    trained(plan, STEPS)
    report = plan.protocol.measure(Products(plan.game), plan, N)
    clean = plan_of("real_esrgan", seed, epochs=1, steps_per_epoch=STEPS, strength=0.0)
    trained(clean, STEPS)
    clean.game.strength = plan.game.strength
    control = clean.protocol.measure(Products(clean.game), clean, N)
    bicubic = report["psnr_of_bicubic"]
    figure("PSNR", report["psnr"], f">= {GAIN:g} + {bicubic:.2f} of bicubic; control {control['psnr']:.2f}")
    figure("C-FID", report["fid"], f"bicubic {report['fid_of_bicubic']:.2f}; control {control['fid']:.2f}")
    assert report["psnr"] >= bicubic + GAIN and report["psnr"] > control["psnr"]
    assert report["fid"] < min(control["fid"], report["fid_of_bicubic"])
