import numpy as np
import pytest
import tensorflow as tf
from keras.optimizers import SGD

from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tfgan_suite import load_game, networks
from tfgan_suite.callbacks import HalveOnStall
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.export import export_network
from tfgan_suite.variants.autoencoders.began import distance

BATCH = one_batch(CASES["began"])


def compiled(discriminator=0.0, generator=0.0):
    game = build(CASES["began"])
    game.compile(discriminator=SGD(discriminator), generator=SGD(generator))
    return game


def balanced(game, real, fake):
    """k after a step with these losses."""
    with StepContext(game.seed, game.steps, 0, descends=True):
        game.balance(tf.constant(real), tf.constant(fake))
    return float(game.k.numpy())


def test_the_distance_is_absolute():
    v = np.ones((2, 4, 4, 1), "float32")
    assert float(distance(v, lambda v: v - 0.5)) == 0.5
    assert float(distance(v, lambda v: v + 3)) == 3


def test_k_starts_at_nothing():
    game = build(CASES["began"])
    assert float(type(game)(game.generator, game.discriminator).k.numpy()) == 0


def test_k_rises_when_fakes_are_rebuilt_too_well_and_falls_otherwise():
    game = compiled()
    assert balanced(game, 0.4, 0.1) == pytest.approx(0.5 + 0.5 * (0.5 * 0.4 - 0.1))
    game.k.assign(0.5)
    assert balanced(game, 0.4, 0.3) == pytest.approx(0.5 + 0.5 * (0.5 * 0.4 - 0.3))


def test_k_stays_between_nothing_and_one():
    game = compiled()
    assert balanced(game, 9.0, 0.0) == 1
    assert balanced(game, 0.0, 9.0) == 0


def test_a_step_updates_k_by_the_losses_it_logs_and_no_player_descends_it():
    game = compiled()
    assert not any(weight is game.k for player in game.players for weight in game.weights_of(player))
    game.train_on_batch(BATCH)
    logs = {metric.name: float(metric.result()) for metric in game.metrics}
    real = float(np.mean(np.abs(BATCH - game.discriminator(BATCH))))
    fake = logs["generator_loss"]
    assert logs["k"] == pytest.approx(0.5 + 0.5 * (0.5 * real - fake), rel=1e-5)
    assert logs["ratio"] == pytest.approx(fake / real, rel=1e-5)
    assert logs["convergence"] == pytest.approx(real + abs(0.5 * real - fake), rel=1e-5)
    fake_of_z_d = (real - logs["discriminator_loss"]) / 0.5
    assert fake_of_z_d == pytest.approx(fake, rel=0.5) and fake_of_z_d != pytest.approx(fake, rel=1e-5)


def test_both_move_at_once():
    """The generator's move does not depend on where the discriminator's takes it."""
    ends = []
    for rate in (0.0, 0.5):
        game = compiled(discriminator=rate, generator=0.1)
        game.train_on_batch(BATCH)
        ends.append(np.concatenate([w.numpy().ravel() for w in game.generator.weights]))
    np.testing.assert_array_equal(*ends)


def test_k_is_saved(tmp_path):
    game = compiled(0.1, 0.1)
    game.train_on_batch(BATCH)
    game.save(tmp_path / "game.keras")
    assert 0 < float(load_game(tmp_path / "game.keras").k.numpy()) == float(game.k.numpy()) != 0.5


def test_rates_are_halved_on_a_stall_that_a_checkpoint_remembers(tmp_path):
    def trained(game, *measures):
        callback = HalveOnStall(patience=2)
        callback.set_model(game)
        for measure in measures:
            callback.on_epoch_end(0, {"convergence": measure})
        return [float(optimizer.learning_rate) for optimizer in game.optimizers.values()]

    game = compiled(0.4, 0.2)
    assert trained(game, 0.9, 0.8, 0.85) == pytest.approx([0.4, 0.2])
    game.save(tmp_path / "game.keras")
    game = load_game(tmp_path / "game.keras")
    assert trained(game, 0.8) == pytest.approx([0.2, 0.1])
    assert trained(game, 0.7, 0.75) == pytest.approx([0.2, 0.1])
    game.save(tmp_path / "game.keras")
    assert trained(load_game(tmp_path / "game.keras"), 0.75) == pytest.approx([0.1, 0.05])


@pytest.mark.thorough
def test_a_generator_of_several_levels_is_exported(tmp_path):
    checks = export_network(networks.decoder_generator((28, 28, 1), 6, width=2, depth=1), tmp_path)
    assert len(checks) == 2 and all(check.max_difference <= check.tolerance for check in checks)


@pytest.mark.parametrize("shape", [SHAPE, (28, 28, 1), (64, 64, 3)])
def test_networks_of_any_size_without_norms(shape):
    G = networks.decoder_generator(shape, 6, width=2)
    D = networks.image_autoencoder(shape, 6, width=2)
    image = G(np.zeros((2, 6), "float32"))
    assert D(image).shape == image.shape == (2, *shape)
    assert not [layer for layer in D.layers + G.layers if "Norm" in type(layer).__name__]
    assert D.get_layer("code").output.shape == (None, 6)
