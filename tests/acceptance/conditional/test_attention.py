"""Self-attention (Zhang et al. 2018): distant parts of an image agree; bounds in docs/acceptance.md.

Images of 8x32 hold two blobs of one of six colours, so far apart that no feature of the discriminator sees both, and
its score is a sum over places. With attention the blobs of fakes have the same colour more often than chance, without
it not. Chance is what the colours of either side would give if they were drawn apart from one another. Settings were
chosen on seed 10.
"""

import colorsys

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.data import to_uint8

SEEDS = (0,)
STEPS, N, HUES, LEAD = 1500, 1000, 6, 0.1
COLOURS = np.array([colorsys.hsv_to_rgb(hue / HUES, 1, 1) for hue in range(HUES)])
SETTINGS = {
    "networks": "residual",
    "width": 16,
    "generator_norm": "spectral",
    "learning_rate": 4e-4,
    "discriminator_learning_rate": 8e-4,
    "beta_1": 0.0,
    "beta_2": 0.9,
    "average": 0.99,
}


def blobs(n, rng):
    """Images uint8 [n, 8, 32, 3] of two soft discs of one colour, at the left and at the right."""
    hues = rng.integers(HUES, size=n)
    row, column = np.mgrid[:8, :32]
    images = np.zeros((n, 8, 32, 3))
    for middle in (4, 27):
        y, x = rng.uniform(3, 4, n), middle + rng.uniform(-1, 1, n)
        away = np.hypot(row - y[:, None, None], column - x[:, None, None])
        images += np.clip(3 - away, 0, 1)[..., None] * COLOURS[hues][:, None, None]
    return (255 * images).round().astype("uint8")


def hues_of(halves):
    """The nearest of the six colours to the mean one of what is bright, int [n]."""
    weights = halves.max(-1).astype(float)
    mean = (halves * weights[..., None]).sum((1, 2)) / np.maximum(weights.sum((1, 2)), 1e-6)[:, None]
    mean /= np.maximum(mean.max(1, keepdims=True), 1e-6)
    return ((mean[:, None] - COLOURS) ** 2).sum(-1).argmin(1)


def agreement(images):
    """How much more often than by chance both blobs have one colour: 1 for always, 0 for chance (Cohen's kappa)."""
    left, right = hues_of(images[:, :, :8]), hues_of(images[:, :, 24:])
    chance = np.dot(*(np.bincount(side, minlength=HUES) / len(side) for side in (left, right)))
    return float((np.mean(left == right) - chance) / max(1 - chance, 1e-9))


def trained(data, seed, **settings):
    plan = plan_of("sngan", seed, data=str(data), **SETTINGS, **settings)
    plan.game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    return agreement(to_uint8(plan.game.sample(N, seed=1)))


@pytest.mark.parametrize("seed", SEEDS)
def test_distant_blobs_agree_with_attention(seed, figure, tmp_path):
    images = blobs(6000, np.random.default_rng(0))
    np.savez(tmp_path / "blobs.npz", image=images)
    attending, blind = (trained(tmp_path / "blobs.npz", seed, **more) for more in ({"attention": 2}, {}))
    figure(
        "agreement beyond chance", attending, f">= {LEAD} more than {blind:.2f} without; real {agreement(images):.2f}"
    )
    assert attending >= blind + LEAD
