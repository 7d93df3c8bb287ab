"""Context encoder (Pathak et al. 2016) on Fashion-MNIST with holes of 14x14 anywhere; bounds in docs/acceptance.md.

Settings were chosen on seed 10. The mean image, the mean colour around the hole and a network that was never trained
miss the error; a network of the squared error alone misses the discriminator's share: nearness to real images.
"""

import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.training.scoring.products import Products

SEEDS = (0, 1, 2)
STEPS, N = 1200, 5000
SHARE = 0.5


def report_of(seed, steps=STEPS, **settings):
    plan = plan_of("context_encoder", seed, **settings)
    plan.game.fit(plan.training_data(), steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=plan.callbacks)
    return plan.protocol.measure(Products(plan.game), plan, N)


@pytest.mark.parametrize("seed", SEEDS)
def test_holes_are_filled_and_look_real(seed, figure):
    ours, alone = report_of(seed), report_of(seed, reconstruction=1.0)
    mean = ours["hole_error_of_mean_image"]
    figure("squared error over that of the mean image", ours["hole_error"] / mean, f"<= {SHARE}")
    figure("C-FID", ours["fid"], f"< {alone['fid']:.2f} of the squared error alone")
    assert ours["hole_error"] <= SHARE * mean
    assert ours["fid"] < alone["fid"] < ours["fid_of_mean_image"]


def test_an_untrained_network_fills_nothing(figure):
    report = report_of(0, steps=1)
    share = report["hole_error"] / report["hole_error_of_mean_image"]
    figure("squared error over that of the mean image, untrained", share, f"> {SHARE}")
    assert share > SHARE
