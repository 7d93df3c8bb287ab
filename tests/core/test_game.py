"""Games of one player, and networks that no player moves."""

import keras
import numpy as np
import pytest
from keras.ops import mean, square

from tests.variants import test_contract as contract
from tests.variants.cases import Case, build, one_batch
from tfgan_suite import GAN, Game
from tfgan_suite.core.latents import normal
from tfgan_suite.optimizers import adam


class Denoiser(Game):
    """An autoencoder of what noise left, in the features of a network that does not learn."""

    players = {"model": ("encoder", "decoder")}
    frozen = ("eye",)
    monitors = ("distance",)

    def __init__(self, encoder, decoder, eye, **kwargs):
        super().__init__(**kwargs)
        self.encoder, self.decoder, self.eye = encoder, decoder, eye

    def train_step(self, x):
        E, Dec, φ = self.in_training("encoder", "decoder", "eye")
        with self.turn("model") as model:
            distance = mean(square(φ(x) - φ(Dec(E(x + 0.1 * self.draw(normal, x, (3,)))))))
            model.loss = distance
        self.track("distance", distance)

    def products(self):
        x = keras.Input((3,), name="point")
        point = keras.layers.Identity(name="point_again")(self.decoder(self.encoder(x)))
        return {"denoiser": keras.Model(x, point, name="denoiser")}

    def paper_optimizers(self):
        return {"model": adam(1e-2, 0.9, 0.999)}


def dense(inputs, outputs, *layers, name):
    return keras.Sequential([keras.Input((inputs,)), *layers, keras.layers.Dense(outputs)], name=name)


def denoiser():
    eye = dense(3, 4, keras.layers.BatchNormalization(), name="eye")
    return Denoiser(dense(3, 2, name="encoder"), dense(2, 3, name="decoder"), eye)


CASE = Case(denoiser, lambda rng, n: rng.standard_normal((n, 3)).astype("float32"))


def test_a_game_of_one_player_keeps_the_contract_of_all_games(two_replicas):
    assert not issubclass(Denoiser, GAN)
    by_sgd = contract.Rewound(CASE)
    contract.test_only_the_mover_moves(CASE, by_sgd)
    contract.test_every_owned_weight_gets_a_finite_gradient(CASE)
    contract.test_evaluate_measures_and_moves_no_player(CASE, by_sgd)
    contract.test_one_replica_equals_two_and_three_steps_in_a_call_equal_three_calls(CASE, by_sgd, two_replicas)


def test_it_is_saved_and_exported_as_they_are(tmp_path):
    contract.test_a_saved_game_goes_on_as_if_it_had_not_been_saved(CASE, tmp_path)
    contract.test_products_are_exported_as_keras_has_them(CASE, contract.Rewound(CASE), set(), tmp_path)


def test_a_frozen_network_stays_as_it_came_and_is_saved(tmp_path):
    before = build(CASE).eye.get_weights()
    game = contract.trained(contract.Rewound(CASE)(), CASE, steps=5)
    assert not game.eye.trainable_weights
    game.save(tmp_path / "game.keras")
    game.eye.set_weights([0 * w for w in game.eye.get_weights()])
    game.load_weights(tmp_path / "game.keras")
    for now, then in zip(game.eye.get_weights(), before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert float(game.evaluate(one_batch(CASE), verbose=0, return_dict=True)["distance"]) > 0


def test_what_is_frozen_belongs_to_no_player():
    with pytest.raises(TypeError, match="freezes critic_network, which a player of it moves"):
        type("Stuck", (Game,), {"players": {"critic": ("critic_network",)}, "frozen": ("critic_network",)})
