"""PAN: distances of hidden layers, and the hinge that ends where they reach the margin."""

import keras
import numpy as np
import pytest

from tests.variants import translations
from tests.variants.noise import pairs
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext


def game_of(margin):
    game = translations.pan()
    game.margin = margin
    return game


def test_the_distance_is_the_weighted_sum_of_mean_differences():
    game = translations.pan()
    x, y = pairs(np.random.default_rng(0), 3)
    (_, *real), (_, *made) = game.discriminator(y), game.discriminator(x)
    expected = sum(w * np.abs(np.array(r) - m).mean() for w, r, m in zip((5.0, 1.5), real, made, strict=True))
    assert float(game.apart(real, made)) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(("margin", "pulls"), [(0.0, False), (1e6, True)])
def test_beyond_the_margin_the_discriminator_asks_for_no_more(margin, pulls):
    game = game_of(margin)
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    batch = pairs(np.random.default_rng(0), 4)
    logs = game.test_on_batch(batch, return_dict=True)
    x, y = batch
    with StepContext(game.seed, game._measured, MEASURING, descends=False):
        (r, *real), (f, *made) = game.discriminator(y), game.discriminator(game.generator(x))
    alone = np.mean(np.logaddexp(0, -np.array(r))) + np.mean(np.logaddexp(0, np.array(f)))
    hinge = logs["discriminator_loss"] - alone
    assert (hinge > 1) == pulls and hinge == pytest.approx(
        max(0, margin - float(game.apart(real, made))), abs=1e-3, rel=1e-4
    )
