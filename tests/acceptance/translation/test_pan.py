"""PAN (Wang et al. 2017) from noisy Fashion-MNIST to clean; bounds in docs/acceptance.md.

Settings were chosen on seed 10. Noise left as it is, and a generator that stands still, fail.
"""

import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import psnr

SEEDS = (0, 1, 2)
STEPS, N, GAIN = 1000, 2000, 3.0


def gain_of(plan):
    """By how many decibels translations are nearer to the truth than the noisy images."""
    source, target = (plan.test[field][:N] for field in ("source", "target"))
    return psnr(to_uint8(plan.game.translate(to_float(source))), target) - psnr(source, target)


@pytest.mark.parametrize("seed", SEEDS)
def test_noise_is_taken_away(seed, figure):
    plan = plan_of("pan", seed)
    before = gain_of(plan)
    plan.game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    gain = gain_of(plan)
    figure("decibels above the noisy images", gain, f">= {GAIN:g}; untrained {before:.2f}")
    assert gain >= GAIN > before
