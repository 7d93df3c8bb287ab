"""VARIANTS B1, B3 and B5, the deterministic checks."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, SHAPE, build, one_batch
from tfgan_suite.losses import pulling_away


def test_parallel_codes_pull_and_orthogonal_ones_do_not():
    assert float(pulling_away(tf.ones((4, 3)))) == pytest.approx(1, abs=1e-5)
    assert float(pulling_away(tf.eye(4))) == pytest.approx(0, abs=1e-6)


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

    def __init__(self, judge):
        super().__init__()
        self.judge, self.shown = judge, []
        self.built = True

    def call(self, images, training=False):
        self.shown.append(np.array(images))
        return self.judge(images, training=training)


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
