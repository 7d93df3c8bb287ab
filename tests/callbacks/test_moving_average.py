"""Moving averages: their recursion, their ramp, spectral layers, replicas."""

import keras
import numpy as np
import pytest

from tests.callbacks.trainings import fit
from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tfgan_suite import layers, networks, variants
from tfgan_suite.callbacks import (
    Checkpoints,
    MovingAverage,
    SampleGrid,
    latest_checkpoint,
)
from tfgan_suite.errors import SuiteError


class Trace(keras.callbacks.Callback):
    """The generator's weights after each batch."""

    def on_train_begin(self, logs=None):
        self.weights = []

    def on_train_batch_end(self, batch, logs=None):
        self.weights.append([w.numpy() for w in self.model.generator.variables])


def test_the_average_follows_its_recursion_and_is_what_is_served(game, batch):
    expected = [w.numpy() for w in game.generator.variables]
    trace = Trace()
    fit(game, batch, MovingAverage(decay=0.8), trace, steps=5)
    for weights in trace.weights:
        expected = [0.8 * e + 0.2 * w for e, w in zip(expected, weights, strict=True)]
    average = game.served("generator")
    assert average is not game.generator and game.products()["generator"] is average
    for e, a, w in zip(expected, average.variables, game.generator.variables, strict=True):
        np.testing.assert_allclose(a.numpy(), e, atol=1e-6)
        assert np.abs(a.numpy() - w.numpy()).max() > 0


def test_an_average_with_a_ramp_has_forgotten_the_untrained_network(game, batch):
    """After t steps its half-life is half of t, until it is the decay's own."""
    expected, trace = [w.numpy() for w in game.generator.variables], Trace()
    average = MovingAverage(decay=0.9, ramp=0.5)
    fit(game, batch, average, trace, steps=16)
    for t, weights in enumerate(trace.weights, 1):
        kept = min(0.9, 0.5 ** (1 / (0.5 * t)))
        expected = [kept * e + (1 - kept) * w for e, w in zip(expected, weights, strict=True)]
    for e, a in zip(expected, game.served("generator").variables, strict=True):
        np.testing.assert_allclose(a.numpy(), e, atol=1e-6)
    assert average.decay_at(1) == 0.25 and average.decay_at(14) == 0.9 == MovingAverage(decay=0.9).decay_at(1)
    with pytest.raises(SuiteError, match="cannot ramp"):
        MovingAverage(ramp=-1.0)


def test_until_its_start_the_average_is_the_network_itself(game, batch):
    trace, average = Trace(), MovingAverage(decay=0.8, start=3)
    fit(game, batch, average, trace, steps=3)
    expected = trace.weights[-1]
    for a, w in zip(game.served("generator").variables, expected, strict=True):
        np.testing.assert_array_equal(a.numpy(), w)
    fit(game, batch, average, trace, steps=2)
    for weights in trace.weights:
        expected = [0.8 * e + 0.2 * w for e, w in zip(expected, weights, strict=True)]
    for e, a in zip(expected, game.served("generator").variables, strict=True):
        np.testing.assert_allclose(a.numpy(), e, atol=1e-6)


def test_the_average_covers_moving_statistics_and_is_saved(tmp_path, batch):
    generator = networks.generator(SHAPE, 5, width=4)
    game = variants.DCGAN(generator, networks.discriminator(SHAPE, width=4, norm=networks.no_norm))
    game.compile()
    fit(game, batch, MovingAverage(decay=0.5))
    (mean,) = [v for v in game.averages["generator"].variables if v.path.endswith("moving_mean")][:1]
    assert np.abs(mean.numpy()).max() > 0
    game.save(tmp_path / "game.keras")
    again = keras.models.load_model(tmp_path / "game.keras")
    for a, b in zip(game.averages["generator"].variables, again.averages["generator"].variables, strict=True):
        np.testing.assert_array_equal(a.numpy(), b.numpy())
    np.testing.assert_array_equal(game.sample(3), again.sample(3))


def spectral_game(seed=0):
    keras.utils.set_random_seed(seed)
    parts = {"dense": layers.SpectralDense, "conv": layers.SpectralConv2DTranspose}
    generator = networks.generator(SHAPE, 5, width=4, **parts)
    return variants.DCGAN(generator, networks.discriminator(SHAPE, width=4, norm=networks.no_norm))


def norms_of_what_is_applied(network):
    spectral = [layer for layer in network.layers if isinstance(layer, layers.SpectralNormalized)]
    return [np.linalg.svd(np.asarray(layer._matrix(layer.applied)), compute_uv=False)[0] for layer in spectral]


def test_averaged_spectral_weights_are_divided_by_their_own_norm(batch):
    """Quick moves turn the singular vectors; a mean of them would give a σ far too small."""
    game = spectral_game()
    game.compile(generator=keras.optimizers.Adam(0.1), discriminator=keras.optimizers.Adam(1e-3))
    fit(game, batch, MovingAverage(decay=0.9), steps=30)
    norms = norms_of_what_is_applied(game.served("generator"))
    assert len(norms) == 2
    np.testing.assert_allclose(norms, 1.0, atol=0.02)


def test_averaged_spectral_weights_are_the_same_on_two_replicas(two_replicas, batch):
    games = [spectral_game()]
    with two_replicas.scope():
        games.append(spectral_game())
    for game in games:
        game.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
        fit(game, batch, MovingAverage(decay=0.8), steps=3)
    for a, b in zip(*(game.averages["generator"].variables for game in games), strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=0, atol=1e-5)


def test_two_replicas_average_save_and_go_on_as_one_does(two_replicas, tmp_path):
    case = CASES["dcgan"]
    games = [build(case)]
    with two_replicas.scope():
        games.append(build(case))
    for game, place in zip(games, (tmp_path / "one", tmp_path / "two"), strict=True):
        game.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
        fit(game, one_batch(case), MovingAverage(decay=0.8), SampleGrid(place, n=4), Checkpoints(place), steps=4)
        fresh = build(case, seed=9)
        fresh.compile(**{player: keras.optimizers.SGD(0.05) for player in game.players})
        fresh.keep_average("generator")
        fresh.load_weights(latest_checkpoint(place))
        for a, b in zip(game.variables, fresh.variables, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy())
    for a, b in zip(*(game.averages["generator"].variables for game in games), strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), rtol=0, atol=1e-6)


@pytest.mark.parametrize("decay", [1.0, 1.5, -0.1, float("nan")])
def test_a_decay_that_averages_nothing_is_refused(decay):
    with pytest.raises(SuiteError, match="give a number from 0 to 1, without 1"):
        MovingAverage(decay=decay)
