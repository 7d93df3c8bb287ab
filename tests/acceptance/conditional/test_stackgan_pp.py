"""StackGAN++ (Zhang et al. 2017) on captioned Fashion-MNIST, 2,200 steps of 64; bounds in docs/acceptance.md.

Settings were chosen on seed 10. Both sizes show what captions say, and the same picture.
"""

import numpy as np
import pytest

from tests.acceptance.trainings import plan_of
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.data import to_uint8
from tfgan_suite.training.protocols.captioned.captions import matching

SEEDS = (0, 1)
STEPS, N = 2200, 2000
MATCHING, COLOURS = 0.5, 0.1


def colours_apart(game, z, texts):
    """The mean difference between the mean colours of a picture in either size, in units of [-1, 1]."""
    products = game.products()
    large, small = (by_chunks(products[name], z, texts).mean((1, 2)) for name in ("generator", "generator_16"))
    return float(np.abs(large - small).mean()), by_chunks(products["generator"], z, texts)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_sizes_show_the_same_and_what_captions_say(seed, figure):
    plan = plan_of("stackgan_pp", seed)
    game, test = plan.game, plan.test.take(slice(N))
    z, texts = game.latents_for(test["caption"], seed=1)
    game.fit(plan.training_data(), steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    apart, images = colours_apart(game, z, texts)
    said = matching(to_uint8(images), test)
    others = matching(np.roll(to_uint8(images), 1, axis=0), test)
    figure("mean colours apart", apart, f"< {COLOURS}")
    for what in ("label", "shade", "quadrant"):
        figure(what, said[what], f">= {MATCHING}, with the next caption {others[what]:.2f}")
    assert apart < COLOURS
    assert min(said[what] for what in ("label", "shade", "quadrant")) >= MATCHING
    assert others["label"] < MATCHING
