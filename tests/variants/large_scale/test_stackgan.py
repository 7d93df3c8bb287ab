"""StackGAN and StackGAN++: what moves and what stands still, laws of captions, products."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tfgan_suite import networks
from tfgan_suite.callbacks import Stages
from tfgan_suite.conditions import Vector
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses import normal_kl
from tfgan_suite.networks.text.augmented import drawn
from tfgan_suite.variants import StackGAN


def weights(*parts):
    return [np.array(w) for part in parts for w in part.weights]


def same(before, after):
    return all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))


def test_a_draw_has_the_mean_and_the_spread_of_its_law():
    μ, log_variance = np.array([[1.0, -2.0]]), np.array([[0.0, np.log(9.0)]])
    ε = np.random.default_rng(0).normal(size=(20_000, 2))
    draws = np.asarray(drawn(np.concatenate([μ, log_variance], 1).repeat(len(ε), 0), ε))
    np.testing.assert_allclose(draws.mean(0), μ[0], atol=0.07)
    np.testing.assert_allclose(draws.std(0), [1, 3], rtol=0.03)


def test_the_law_costs_the_mean_distance_of_an_entry_from_the_standard_normal():
    game = build(CASES["stackgan"])
    t = np.random.default_rng(0).normal(size=(4, 4)).astype("float32")
    with StepContext(0, game.steps, 0, descends=True):
        _, law = game.augmented(lambda t: game.conditioner(t), ops.convert_to_tensor(t), ops.convert_to_tensor(t))
    μ, log_variance = np.split(np.array(game.conditioner(t), "float64"), 2, axis=1)
    entries = 0.5 * (μ**2 + np.exp(log_variance) - 1 - log_variance)
    assert float(law) == pytest.approx(entries.mean(), rel=1e-5)
    assert float(normal_kl(μ, log_variance)) == pytest.approx(entries.sum(1).mean(), rel=1e-5)


def test_stage_one_stands_still_in_stage_two_and_stage_two_in_stage_one():
    with_statistics = batch_normalized()
    batch = one_batch(CASES["stackgan"])
    first = (with_statistics.conditioner, with_statistics.generator, with_statistics.discriminator)
    second = (with_statistics.second_conditioner, with_statistics.refiner, with_statistics.second_discriminator)
    with_statistics.compile(**{p: keras.optimizers.SGD(0.1) for p in with_statistics.players})
    data = tf.data.Dataset.from_tensors(batch).repeat()
    for steps, moving, still in ((2, first, second), (4, second, first)):
        before = weights(*moving), weights(*still)
        with_statistics.fit(data, steps_per_epoch=2, epochs=1, verbose=0, callbacks=[Stages([2])])
        assert int(with_statistics.steps.numpy()) == steps
        assert not same(before[0], weights(*moving)) and same(before[1], weights(*still))


def batch_normalized():
    """Moving statistics are weights, too."""
    game = build(CASES["stackgan_sketching"])
    parts = {"width": 4, "most": 8}
    told = Vector(3, [[0, 0, 0]], "condition")
    sketch = networks.conditional_generator(SHAPE, told, 5, trunk=networks.upsampled_image, **parts)
    refiner = networks.refiner((16, 16, 1), SHAPE, 3, blocks=1, **parts)
    judges = game.discriminator, game.second_discriminator
    laws = game.conditioner, game.second_conditioner
    return StackGAN(laws[0], sketch, judges[0], laws[1], refiner, judges[1], captions=game.captions)


def test_its_product_is_what_training_makes_of_the_same_noise():
    game = build(CASES["stackgan"])
    assert game.latent_dim == 5 + 3 + 3 and game.ratio == 2
    rng = np.random.default_rng(0)
    z, t = (ops.convert_to_tensor(rng.normal(size=(2, n)).astype("float32")) for n in (11, 4))
    sketch = game.generator([z[:, :5], drawn(game.conditioner(t), z[:, 5:8])])
    image = game.refiner([sketch, drawn(game.second_conditioner(t), z[:, 8:])])
    made = game.products()
    np.testing.assert_allclose(made["generator"]([z, t]), image, atol=1e-6)
    np.testing.assert_allclose(made["sketch"]([z, t]), sketch, atol=1e-6)


def test_before_stage_two_its_product_enlarges_sketches():
    game = build(CASES["stackgan_sketching"])
    z, t = map(ops.convert_to_tensor, game.latents(3))
    made = {name: np.array(network([z, t])) for name, network in game.products().items()}
    np.testing.assert_array_equal(made["generator"], made["sketch"].repeat(2, 1).repeat(2, 2))
    assert game.sample(2).shape[0] == 2


def test_a_tree_makes_each_size_and_answers_twice_at_each():
    game = build(CASES["stackgan_pp"])
    assert [out.shape[1:] for out in game.generator.outputs] == [(8, 8, 1), (16, 16, 1)]
    assert len(game.discriminator.outputs) == 4
    x = np.random.default_rng(0).uniform(-1, 1, (2, 16, 16, 1)).astype("float32")
    small, large = game.in_all_sizes(ops.convert_to_tensor(x))
    np.testing.assert_array_equal(large, x)
    np.testing.assert_allclose(small, x.reshape(2, 8, 2, 8, 2, 1).mean((2, 4)), atol=1e-6)
    assert set(game.products()) == {"generator", "generator_8"}


def test_answers_about_images_alone_are_told_no_text():
    game = build(CASES["stackgan_pp"])
    rng = np.random.default_rng(0)
    images = [rng.uniform(-1, 1, (2, side, side, 1)).astype("float32") for side in (8, 16)]
    answers = [game.discriminator([*images, rng.normal(size=(2, 4)).astype("float32")]) for _ in range(2)]
    for number, (one, other) in enumerate(zip(*answers, strict=True)):
        assert np.allclose(one, other) == (number % 2 == 0)


def test_images_that_are_too_small_to_be_halved_so_often_are_refused():
    with pytest.raises(SuiteError, match=r"16x16 have no 3 sizes, each half.*at least 32"):
        networks.tree_generator((16, 16, 1), 3, sizes=3)
