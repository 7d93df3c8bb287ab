"""SRGAN and NoGAN: who learns in which stage, and from what."""

import keras
import numpy as np
import pytest

from tests.variants import translations
from tests.variants.noise import large, pairs
from tfgan_suite.variants.translation.nogan import Phase

CONTENT, CRITIC, JOINT = {"generator"}, {"discriminator"}, {"generator", "discriminator"}


def movers(game, batch):
    """The players whose weights a step moves."""
    game.compile(**{player: keras.optimizers.SGD(0.1) for player in game.players})
    before = {player: [np.array(w) for w in game.weights_of(player)] for player in game.players}
    game.train_on_batch(batch)
    after = {player: [np.array(w) for w in game.weights_of(player)] for player in game.players}
    return {p for p in before if any((a != b).any() for a, b in zip(before[p], after[p], strict=True))}


@pytest.mark.parametrize(("stage", "who"), [(0, CONTENT), (1, CRITIC), (2, JOINT), (3, CRITIC), (4, JOINT)])
def test_in_nogan_the_partner_stands_still_until_both_play(stage, who):
    game = translations.nogan(stage)
    assert movers(game, pairs(np.random.default_rng(0), 4)) == who
    assert game.phase == {0: Phase.CONTENT, 1: Phase.CRITIC, 2: Phase.JOINT, 3: Phase.CRITIC, 4: Phase.JOINT}[stage]


@pytest.mark.parametrize(("stage", "who"), [(0, CONTENT), (1, JOINT)])
def test_srgan_learns_pixels_before_it_plays(stage, who):
    game = translations.srgan(stage)
    x = large(np.random.default_rng(0), 4)
    assert movers(game, x) == who
    logs = translations.srgan(stage)
    logs.compile(**{player: keras.optimizers.SGD(0.0) for player in logs.players})
    measured = logs.test_on_batch(x, return_dict=True)
    if not stage:
        error = np.mean((x - logs.translate(logs.made_small(x))) ** 2)
        assert measured["generator_loss"] == pytest.approx(error, rel=1e-4)
    else:
        assert measured["generator_loss"] > measured["content"]


def test_srgan_makes_small_what_it_enlarges():
    game = translations.srgan()
    x = large(np.random.default_rng(0), 3)
    small = game.made_small(x)
    assert small.shape == (3, 8, 8, 1) and game.factor == 2
    assert game.translate(small).shape == x.shape and game.sample(3, inputs=x).shape == (3, 16, 48, 1)
