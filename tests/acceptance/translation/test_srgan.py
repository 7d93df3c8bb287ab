"""SRGAN (Ledig et al. 2016) on Fashion-MNIST, 14 pixels to 28; bounds in docs/acceptance.md.

The first half of a training learns pixels alone. It must beat bicubic interpolation by a decibel; the second half must
lose some of that and come nearer to real images in the classifier's features. Settings were chosen on seed 10.
Interpolation, and a generator that stands still in the second half, fail.
"""

import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.training.scoring.products import Products

SEEDS = (0, 1, 2)
STEPS, N = 1600, 5000
GAIN = 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_game_trades_pixels_for_what_images_show(seed, figure):
    plan = plan_of("srgan", seed, epochs=1, steps_per_epoch=STEPS)
    reports = []
    for _ in range(2):
        plan.game.fit(
            plan.training_data(), steps_per_epoch=STEPS // 2, shuffle=False, verbose=0, callbacks=plan.callbacks
        )
        reports.append(plan.protocol.measure(Products(plan.game), plan, N))
    pixels, game = reports
    figure("PSNR of the first half", pixels["psnr"], f">= {GAIN:g} + {pixels['psnr_of_bicubic']:.2f} of bicubic")
    figure("PSNR of the game", game["psnr"], "less")
    figure("C-FID of the first half", pixels["fid"], f"bicubic {pixels['fid_of_bicubic']:.2f}")
    figure("C-FID of the game", game["fid"], f"less; real images {game['real_real_floor']:.2f}")
    assert pixels["psnr"] >= pixels["psnr_of_bicubic"] + GAIN
    assert game["psnr"] < pixels["psnr"] and game["fid"] < pixels["fid"] < pixels["fid_of_bicubic"]
