"""Standing statistics: means over batches, against NumPy."""

import keras
import numpy as np

from tests.callbacks.trainings import fit
from tests.variants.noise import SHAPE
from tfgan_suite import networks, variants
from tfgan_suite.callbacks import MovingAverage, StandingStatistics
from tfgan_suite.conditions import Label
from tfgan_suite.layers import ConditionalNormalization


def test_moments_are_those_of_what_the_averaged_generator_makes(batch):
    generator = networks.generator(SHAPE, 5, width=4)
    game = variants.DCGAN(generator, networks.discriminator(SHAPE, width=4, norm=networks.no_norm))
    game.compile()
    fit(game, batch, MovingAverage(decay=0.5), StandingStatistics(batches=3, batch_size=16), steps=4)
    served = game.served("generator")
    first = next(layer for layer in served.layers if isinstance(layer, keras.layers.BatchNormalization))
    before = keras.Model(served.inputs, first.input)
    maps = [np.asarray(before(game.latents(16, seed=seed)[0])) for seed in range(3)]
    np.testing.assert_allclose(first.moving_mean, np.mean([m.mean((0, 1, 2)) for m in maps], 0), atol=1e-6)
    np.testing.assert_allclose(first.moving_variance, np.mean([m.var((0, 1, 2)) for m in maps], 0), rtol=1e-4)
    assert first.momentum == 0.9
    own = next(layer for layer in generator.layers if isinstance(layer, keras.layers.BatchNormalization))
    assert np.abs(own.moving_mean - first.moving_mean).max() > 1e-6, "training keeps its own"


def test_conditions_are_as_frequent_as_in_training():
    rng = np.random.default_rng(0)
    data = [(rng.uniform(-1, 1, (8, *SHAPE)).astype("float32"), np.arange(8, dtype="int32") % 3)]
    generator = networks.normalized_generator(SHAPE, 3, 5, width=4)
    discriminator = networks.projection_discriminator(SHAPE, 3, width=4, norm=networks.no_norm)
    game = variants.ComposedGAN(generator, discriminator, condition=Label(3, (0.5, 0.5, 0.0)))
    game.compile()
    game.fit(*data[0], batch_size=8, epochs=1, verbose=0, callbacks=[StandingStatistics(batches=2, batch_size=16)])
    first = next(x for x in generator.layers if isinstance(x, ConditionalNormalization))
    before = keras.Model(generator.inputs, first.input[0])
    maps = [np.asarray(before([*map(keras.ops.convert_to_tensor, game.latents(16, seed=seed))])) for seed in range(2)]
    np.testing.assert_allclose(first.norm.moving_mean, np.mean([m.mean((0, 1, 2)) for m in maps], 0), atol=1e-6)
