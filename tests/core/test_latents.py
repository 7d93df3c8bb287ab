"""Priors: truncation against drawing again, in NumPy."""

import numpy as np
import pytest
from scipy import stats

from tests.variants.cases import CASES, build
from tfgan_suite.core.latents import truncated, uniform
from tfgan_suite.errors import SuiteError


@pytest.mark.parametrize("bound", [0.05, 0.5, 2.0])
def test_truncated_latents_have_the_law_of_drawing_again(bound):
    z = np.asarray(truncated(bound)((20_000,), (3, 4)))
    rng, again = np.random.default_rng(0), []
    while sum(map(len, again)) < 20_000:
        drawn = rng.standard_normal(200_000)
        again.append(drawn[np.abs(drawn) <= bound])
    assert z.dtype == np.float32 and np.abs(z).max() <= bound
    assert stats.ks_2samp(z, np.concatenate(again)[:20_000]).pvalue > 0.01
    clipped = np.clip(rng.standard_normal(20_000), -bound, bound)
    assert stats.ks_2samp(z, clipped).pvalue < 1e-3, "clipping is something else"


def test_samples_are_truncated_where_latents_are_normal():
    game = build(CASES["projected"])
    z, _ = game.latents(500, seed=1, truncation=0.3)
    assert np.abs(z).max() <= 0.3 and np.abs(game.latents(500, seed=1)[0]).max() > 1
    assert game.sample(3, truncation=0.3).shape[0] == 3
    game.prior = uniform
    for bound in (0.5, 0.0):
        with pytest.raises(SuiteError, match="truncated at a bound above 0"):
            game.sample(3, truncation=bound)
        game.prior = build(CASES["projected"]).prior
