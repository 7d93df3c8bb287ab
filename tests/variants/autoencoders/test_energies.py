"""EBGAN, MAGAN, MRGAN and MDGAN: their losses, margins and stages, without training."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tests.variants.test_contract import stream
from tfgan_suite import networks
from tfgan_suite.callbacks import EndOfEpoch, Stages
from tfgan_suite.losses import pulling_away
from tfgan_suite.variants import MRGAN


def test_parallel_codes_pull_and_orthogonal_ones_do_not():
    assert float(pulling_away(tf.ones((4, 3)))) == pytest.approx(1, abs=1e-5)
    assert float(pulling_away(tf.eye(4))) == pytest.approx(0, abs=1e-6)


def same_latents(shape, seed):
    return tf.reshape(tf.sin(1.7 * tf.range(np.prod(shape), dtype=tf.float32)), shape)


def test_energies_are_means_and_codes_of_fakes_pull_the_generator_alone():
    game = build(CASES["ebgan"])
    game.prior, game.pull = same_latents, 0.7
    x = one_batch(CASES["ebgan"])
    fake = game.generator(same_latents((8, 5), 0))
    (rebuilt, _), (refaked, codes) = game.discriminator(x), game.discriminator(fake)
    real_energy, fake_energy = np.mean((x - rebuilt) ** 2), np.mean((fake - refaked) ** 2)
    game.margin = 2 * fake_energy
    game.compile()
    logs = game.test_on_batch(x, return_dict=True)
    assert float(logs["discriminator_loss"]) == pytest.approx(real_energy + fake_energy, rel=1e-4)
    assert float(logs["generator_loss"]) == pytest.approx(fake_energy + 0.7 * float(pulling_away(codes)), rel=1e-4)
    pull = float(logs["generator_loss"]) - fake_energy
    assert pull != pytest.approx(0.7 * float(pulling_away(tf.reshape(refaked, (8, -1)))), rel=1e-2)


@pytest.fixture
def magan():
    game = build(CASES["magan"])
    game.compile()
    return game


def end_of_epoch(game, real, fake, count=4):
    """Drives the rule with sums as an epoch would leave them."""
    for variable, total in ((game.real_sum, real * count), (game.fake_sum, fake * count), (game.count, count)):
        variable.assign(total)
    game.end_epoch()
    return float(game.margin.numpy())


def test_the_margin_follows_three_conditions(magan):
    magan.stage = 0
    assert end_of_epoch(magan, 0.4, 0.0) == pytest.approx(0.4)
    magan.stage = 1
    assert end_of_epoch(magan, 0.3, 0.5) == pytest.approx(0.4), "the first epoch has none before it"
    assert end_of_epoch(magan, 0.3, 0.45) == pytest.approx(0.4), "fakes cost less than before"
    assert end_of_epoch(magan, 0.6, 0.5) == pytest.approx(0.4), "reals cost more than fakes"
    assert end_of_epoch(magan, 0.45, 0.55) == pytest.approx(0.4), "reals cost more than the margin"
    assert end_of_epoch(magan, 0.3, 0.6) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("last", "real", "fake", "margin"),
    [(0.5, 0.3, 0.6, 0.3), (0.7, 0.3, 0.6, 0.4), (0.1, 0.3, 0.2, 0.4), (0.1, 0.5, 0.6, 0.4)],
    ids=["all three hold", "fakes cost less than before", "fakes cost less than reals", "reals cost more than m"],
)
def test_each_condition_alone_keeps_the_margin(magan, last, real, fake, margin):
    magan.margin.assign(0.4)
    magan.last.assign(last)
    assert end_of_epoch(magan, real, fake) == pytest.approx(margin)


def test_the_margin_never_rises(magan):
    magan.margin.assign(0.9)
    energies = np.random.default_rng(0).uniform(0, 1, (200, 2))
    trace = [0.9, *(end_of_epoch(magan, *pair) for pair in energies)]
    assert (np.diff(trace) <= 0).all() and len(set(trace)) > 3


class Margins(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.within, self.between = [], []

    def on_train_batch_end(self, batch, logs=None):
        self.within.append(float(self.model.margin.numpy()))

    def on_epoch_end(self, epoch, logs=None):
        self.between.append(float(self.model.margin.numpy()))


@pytest.mark.thorough
def test_after_pretraining_the_margin_is_the_mean_energy_of_reals_and_no_batch_moves_it():
    game, trace = build(CASES["magan"]), Margins()
    game.compile(run_eagerly=True)
    rules = [Stages([6]), EndOfEpoch(), trace]
    data = stream(one_batch(CASES["magan"]))
    energies = game.fit(data, epochs=3, steps_per_epoch=3, verbose=0, callbacks=rules).history["real_energy"]
    assert trace.between[:2] == pytest.approx(energies[:2], rel=1e-5) and energies[0] != energies[1]
    starts = [0.5, *trace.between[:2]]
    assert trace.within == [start for start in starts for _ in range(3)]


def test_sums_of_an_epoch_are_means_of_its_energies(magan):
    logs = magan.train_on_batch(one_batch(CASES["magan"]), return_dict=True)
    assert float(magan.real_sum.numpy()) == pytest.approx(float(logs["real_energy"]), rel=1e-5)
    assert float(magan.count.numpy()) == 1
    magan.evaluate(tf.data.Dataset.from_tensors(one_batch(CASES["magan"])), steps=1, verbose=0)
    assert float(magan.count.numpy()) == 1


def test_pretraining_leaves_the_generator_alone(magan):
    magan.stage = 0
    before = [w.numpy() for w in magan.generator.weights]
    magan.train_on_batch(one_batch(CASES["magan"]))
    assert all(np.array_equal(a, b.numpy()) for a, b in zip(before, magan.generator.weights, strict=True))


def test_the_scorer_gives_each_example_its_energy():
    game = build(CASES["ebgan"])
    images = one_batch(CASES["ebgan"])
    energy = game.products()["scorer"](images).numpy()
    rebuilt = game.discriminator(images)[0].numpy()
    np.testing.assert_allclose(energy, ((images - rebuilt) ** 2).mean(axis=(1, 2, 3)), rtol=1e-4)


class Spy(keras.Model):
    """Keeps what it was shown."""

    def __init__(self, discriminator):
        super().__init__()
        self.discriminator, self.shown = discriminator, []
        self.built = True

    def call(self, images, training=False):
        self.shown.append(np.array(images))
        return self.discriminator(images, training=training)


def test_the_diffusion_discriminator_never_sees_a_real_example():
    game = build(CASES["mdgan"])
    spies = {name: Spy(getattr(game, name)) for name in ("manifold_discriminator", "diffusion_discriminator")}
    for name, spy in spies.items():
        setattr(game, name, spy)
    game.compile(run_eagerly=True)
    real = one_batch(CASES["mdgan"])
    game.train_on_batch(real)
    seen = {name: any(np.array_equal(real, images) for images in spy.shown) for name, spy in spies.items()}
    assert seen == {"manifold_discriminator": True, "diffusion_discriminator": False}
    assert real.shape[1:] == SHAPE


def test_the_manifold_step_pays_for_the_sum_of_squares_of_each_example():
    """λ / m Σ ‖x - G(E(x))‖², Algorithm 1; twice the weight costs as much again."""
    real, losses = one_batch(CASES["mdgan"]), []
    for weight in (0.5, 1.0):
        game = build(CASES["mdgan"])
        game.reconstruction_weight = weight
        game.compile()
        losses.append(game.test_on_batch(real, return_dict=True)["encoder_loss"])
    squares = np.square(real - game.generator(game.encoder(real))).sum(axis=(1, 2, 3)).mean()
    assert losses[1] - losses[0] == pytest.approx(0.5 * squares, rel=1e-4)


def forgetful_norm():
    """Its running statistics are those of the last batch."""
    return keras.layers.BatchNormalization(momentum=0.0)


class TwoBatches(MRGAN):
    """The control: codes have statistics of their own, which the running ones follow."""

    def rebuilt(self, E, x):
        return self.generator(E(x), training=True)


@pytest.mark.parametrize(("kind", "alike"), [(MRGAN, True), (TwoBatches, False)])
def test_fakes_are_the_same_in_training_and_afterwards(kind, alike):
    """Though codes lie elsewhere than latents."""
    encoder = networks.encoder(SHAPE, 5, width=4, norm=networks.no_norm)
    encoder.get_layer("code").bias.assign(np.full(5, 3.0))
    generator = networks.generator(SHAPE, 5, width=4, norm=forgetful_norm)
    game = kind(generator, networks.discriminator(SHAPE, width=4), encoder, prior=same_latents)
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    trained_on = generator(same_latents((8, 5), 0), training=True)
    game.train_on_batch(one_batch(CASES["mrgan"]))
    difference = np.abs(trained_on - generator(same_latents((8, 5), 0))).max()
    assert (difference < 1e-4) == alike
