"""Half precision: the losses of each player are scaled, and networks answer in float32."""

import keras
import numpy as np
import pytest

from tests.variants.cases import CASES, build, one_batch
from tests.variants.test_contract import stream
from tfgan_suite import load_game
from tfgan_suite.core.precision import LossScale, computing_in
from tfgan_suite.optimizers import forget


def scaled(case="dcgan", kind=LossScale):
    with computing_in("float16"):
        game = build(CASES[case])
    game.compile(**{player: kind(optimizer) for player, optimizer in game.paper_optimizers().items()})
    return game


def is_sane(game):
    return all(np.isfinite(weight).all() for player in game.players for weight in game.weights_of(player))


@pytest.mark.parametrize("kind", [LossScale, keras.optimizers.LossScaleOptimizer])
def test_an_infinity_on_any_replica_moves_nobody(kind, two_replicas):
    """The control is Keras' own, which asks the first replica only."""
    with two_replicas.scope():
        game = scaled(kind=kind)
    batch = one_batch(CASES["dcgan"])
    batch[-1] = np.inf
    game.fit(stream(batch), steps_per_epoch=2, verbose=0)
    critic = game.optimizers["discriminator"]
    assert is_sane(game) == (kind is LossScale)
    assert kind is not LossScale or (critic.iterations.numpy(), critic.dynamic_scale.numpy()) == (0, 2.0**13)


def test_each_player_has_a_scale_that_is_saved(tmp_path):
    game = scaled()
    game.optimizers["generator"].dynamic_scale.assign(4.0)
    game.fit(stream(one_batch(CASES["dcgan"])), steps_per_epoch=2, verbose=0)
    game.save(tmp_path / "game.keras")
    again = load_game(tmp_path / "game.keras")
    assert {player: float(o.dynamic_scale) for player, o in again.optimizers.items()} == {
        "generator": 4.0,
        "discriminator": 2.0**15,
    }
    assert type(again.optimizers["generator"]) is LossScale
    assert again.generator.layers[1].compute_dtype == "float16"


def test_a_forgotten_optimizer_keeps_its_scale():
    game = scaled()
    optimizer = game.optimizers["generator"]
    game.fit(stream(one_batch(CASES["dcgan"])), steps_per_epoch=1, verbose=0)
    rate = float(optimizer.learning_rate)
    forget(optimizer)
    assert int(optimizer.iterations) == 0
    assert (float(optimizer.dynamic_scale), float(optimizer.learning_rate)) == (2.0**15, rate)


@pytest.mark.parametrize("case", ["segan", "vae_gan"])
def test_a_box_computes_its_losses_in_float32(case, monkeypatch):
    """Of features too, which these networks give as they computed them."""
    with computing_in("bfloat16"):
        game = build(CASES[case])
    dtypes = set()
    monkeypatch.setattr(type(game), "track", lambda game, name, value: dtypes.add(value.dtype.name))
    game.compile(run_eagerly=True)
    game.fit(stream(one_batch(CASES[case])), steps_per_epoch=1, verbose=0)
    assert dtypes == {"float32"}


def test_the_policy_is_given_back():
    with pytest.raises(RuntimeError), computing_in("bfloat16"):
        assert keras.config.dtype_policy().name == "mixed_bfloat16"
        raise RuntimeError
    assert keras.config.dtype_policy().name == "float32"
