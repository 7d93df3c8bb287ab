"""An optimizer for all players, as plain Keras models are given one."""

import keras
import pytest

from tests.variants.cases import CASES, build


@pytest.mark.parametrize("optimizer", ["adam", keras.optimizers.Adam(1e-3, 0.25)], ids=["name", "object"])
def test_each_player_has_a_copy_of_the_one_optimizer(optimizer):
    game = build(CASES["dcgan"])
    game.compile(optimizer)
    generator, discriminator = (game.optimizers[player] for player in ("generator", "discriminator"))
    like = keras.optimizers.get(optimizer)
    assert generator is not discriminator and generator is not like
    for own in (generator, discriminator):
        assert float(own.learning_rate) == float(like.learning_rate) and own.beta_1 == like.beta_1


def test_who_has_one_of_his_own_keeps_it():
    game, own = build(CASES["dcgan"]), keras.optimizers.SGD(0.5)
    game.compile("adam", generator=own)
    assert game.optimizers["generator"] is own and isinstance(game.optimizers["discriminator"], keras.optimizers.Adam)
