"""ProGAN: growth, its fade, and what optimizers forget when a level begins. Karras et al. 2018, section 2."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.thorough import thorough
from tfgan_suite import load_game, networks, variants
from tfgan_suite.callbacks import Checkpoints, MovingAverage, Stages, latest_checkpoint
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.latents import unit
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import Bias, EqualizedDense
from tfgan_suite.losses import gradient_penalty
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.growing import critic_at, faded, generator_at, halved

SHAPE, LITTLE = (16, 16, 1), (8, 8, 1)
PARTS = {"width": 4, "most": 8}


def young(shape, boundaries):
    """A compiled game at its very beginning, always with the same weights."""
    keras.utils.set_random_seed(0)
    generator, critic = networks.growing_generator(shape, 5, **PARTS), networks.growing_critic(shape, **PARTS)
    game = variants.ProGAN(generator, critic, boundaries=boundaries)
    game.compile()
    return game


@pytest.fixture
def game():
    """Of three levels."""
    return young(SHAPE, (2, 5, 7, 10))


@pytest.fixture
def little():
    """Of two levels: the fade lasts from step 2 to step 5."""
    return young(LITTLE, (2, 5))


def noise(n=4):
    return np.random.default_rng(0).normal(size=(n, 5)).astype("float32")


def images(n=8, shape=SHAPE):
    return np.random.default_rng(0).uniform(-1, 1, (n, *shape)).astype("float32")


def fit(game, steps, *callbacks):
    data = tf.data.Dataset.from_tensors(images(8, game.generator.output_shape[-1][1:])).repeat()
    callbacks = [Stages(game.boundaries), *callbacks]
    game.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=callbacks)


@pytest.mark.parametrize("level", [1, 2])
def test_alpha_0_is_the_level_below_enlarged_and_alpha_1_the_new_one_alone(game, level):
    G, z = game.generator, noise()
    below, new = generator_at(G, level)(z)
    np.testing.assert_array_equal(faded(G, level, 0.0)(z), doubled(below))
    np.testing.assert_array_equal(faded(G, level, 1.0)(z), new)
    np.testing.assert_array_equal(doubled(below)[:, ::2, ::2], faded(G, level - 1, 1.0)(z))
    for weight in G.get_layer(f"to_rgb_{level - 1}").weights:
        weight.assign(weight + 1)
    assert np.abs(generator_at(G, level)(z)[0] - below).max() > 0.1
    np.testing.assert_array_equal(faded(G, level, 1.0)(z), new)


@pytest.mark.parametrize("level", [1, 2])
def test_the_critic_at_alpha_0_sees_what_the_smaller_critic_sees(game, level):
    x = tf.constant(images(4))
    for _ in range(2 - level):
        x = halved(x)
    score, below = critic_at(game.critic, level), critic_at(game.critic, level - 1)
    zeros = tf.zeros(4)
    smaller = halved(x) if level == 1 else [halved(x), 1 + zeros]
    np.testing.assert_allclose(score([x, zeros]), below(smaller), atol=1e-6)
    assert np.abs(score([x, zeros + 1]) - score([x, zeros])).max() > 1e-4


def test_reals_are_faded_as_fakes_are(game):
    x = images(4)
    game.stage = 3
    np.testing.assert_array_equal(game.real_at_level(x, 0.0), doubled(halved(x)))
    np.testing.assert_array_equal(game.real_at_level(x, 1.0), x)
    game.stage = 0
    np.testing.assert_allclose(game.real_at_level(x, 1.0), x.reshape(4, 4, 4, 4, 4).mean((2, 4))[..., None], atol=1e-6)


def test_the_critic_is_shown_reals_as_faded_as_the_fakes(little):
    shown, at_level = [], little.at_level

    def spied(α):
        G, D = at_level(α)
        return G, lambda x: shown.append(np.array(x)) or D(x)

    little.at_level, little.stage = spied, 1
    little.steps.assign(3)
    little.compile(run_eagerly=True)
    x = images(8, LITTLE)
    little.test_on_batch(x)
    np.testing.assert_allclose(shown[0], 2 * doubled(halved(x)) / 3 + x / 3, atol=1e-6)


def test_losses_are_those_of_the_paper(little):
    x, G, D = halved(images(8, LITTLE)), generator_at(little.generator, 0), critic_at(little.critic, 0)
    logs = little.test_on_batch(images(8, LITTLE), return_dict=True)
    little.reset_metrics()
    with StepContext(little.seed, little._measured, MEASURING, descends=False):
        fake, ε = G(little.noise(x)), little.draw(unit, x, (1,))
        scores = D(G(little.noise(x)))
    r, f = D(x).numpy(), D(fake).numpy()
    expected = f.mean() - r.mean() + 10 * gradient_penalty(D, x, fake, ε).numpy() + 1e-3 * (r**2).mean()
    assert logs["critic_loss"] == pytest.approx(expected, rel=1e-5)
    assert logs["generator_loss"] == pytest.approx(-np.mean(scores), rel=1e-5)


@pytest.mark.long
def test_alpha_rises_with_the_step_inside_one_trace(little):
    """A Python float would stay at what it was when the step was traced."""
    read, functions, at_level = [], set(), little.at_level

    def recording(α):
        tf.py_function(lambda a: read.append((little.stage, float(a))), [α], [])
        return at_level(α)

    little.at_level = recording
    watch = keras.callbacks.LambdaCallback(
        on_train_batch_begin=lambda batch, logs: functions.add(little.train_function)
    )
    fit(little, 7, watch)
    expected = [(0, 1), (0, 1), (1, 0), (1, 1 / 3), (1, 2 / 3), (2, 1), (2, 1)]
    np.testing.assert_allclose(read, expected, atol=1e-6)
    assert len(functions) == 3


@pytest.mark.long
def test_optimizers_forget_where_a_fade_begins_and_where_it_ends_and_at_no_other_time(little):
    optimizer, iterations = little.optimizers["critic"], []
    watch = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: iterations.append(int(optimizer.iterations))
    )
    optimizer.learning_rate.assign(0.005)
    fit(little, 7, watch)
    assert iterations == [1, 2, 1, 2, 3, 1, 2]
    assert float(optimizer.learning_rate) == pytest.approx(0.005)
    rest = [v for v in optimizer.variables if v is not optimizer._learning_rate]
    assert all(np.abs(np.array(v)).max() > 0 for v in rest[:1]) and any(np.abs(np.array(v)).max() > 0 for v in rest[1:])
    little.on_stage_begin(1)
    assert all(np.abs(np.array(v)).max() == 0 for v in rest)


def test_only_the_levels_in_play_are_moved(game):
    for player in game.players:
        seen = set()
        for stage in range(5):
            game.stage = stage
            seen |= {id(w) for w in game.weights_in_play(player)}
        assert seen == {id(w) for w in game.weights_of(player)}
    game.stage = 0
    before = [w.numpy() for w in game.generator.weights]
    fit(game, 2)
    moved = [np.abs(b - w.numpy()).max() > 0 for b, w in zip(before, game.generator.weights, strict=True)]
    assert sum(moved) == len(generator_at(game.generator, 0).weights) < len(moved)


@pytest.mark.thorough
def test_one_that_was_saved_inside_a_fade_is_served_by_another_process(little, tmp_path):
    """Whose Keras counts names of operations from the start again."""
    fit(little, 3)
    images = little.sample(3)
    little.save(tmp_path / "game.keras")
    keras.utils.clear_session(free_memory=False)
    again = load_game(tmp_path / "game.keras")
    assert 0 < float(again.alpha) < 1
    np.testing.assert_array_equal(again.sample(3), images)


@pytest.fixture(scope="module")
def uninterrupted():
    game = young(LITTLE, (2, 5))
    fit(game, 6, MovingAverage(decay=0.5))
    return game


@pytest.mark.long
@pytest.mark.parametrize("at", [thorough(2, name="on the boundary"), pytest.param(4, id="inside the fade")])
def test_resumed_it_ends_as_if_uninterrupted(uninterrupted, at, tmp_path):
    broken = young(LITTLE, (2, 5))
    fit(broken, at, MovingAverage(decay=0.5), Checkpoints(tmp_path))
    resumed = load_game(latest_checkpoint(tmp_path))
    resumed.reset_metrics()
    fit(resumed, 6 - at, MovingAverage(decay=0.5))
    assert int(resumed.steps.numpy()) == int(uninterrupted.steps.numpy()) == 6
    for part in ("generator", "critic"):
        for a, b in zip(getattr(uninterrupted, part).weights, getattr(resumed, part).weights, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy(), err_msg=a.path)
    for player in uninterrupted.players:
        for a, b in zip(uninterrupted.optimizers[player].variables, resumed.optimizers[player].variables, strict=True):
            np.testing.assert_array_equal(a.numpy(), b.numpy(), err_msg=a.path)
    np.testing.assert_array_equal(uninterrupted.sample(3), resumed.sample(3))


@pytest.mark.long
def test_what_is_served_is_the_average_at_the_present_level_with_alpha_folded_in(little):
    fit(little, 4, MovingAverage(decay=0.5))
    assert little.stage == 1 and float(little.alpha) == pytest.approx(2 / 3)
    product, z = little.products()["generator"], noise()
    below, new = generator_at(little.averages["generator"], 1)(z)
    np.testing.assert_allclose(product(z), doubled(below) / 3 + 2 * new / 3, atol=1e-6)
    assert [i.name for i in product.inputs] == ["z"] and product.output_names == ["image"]
    assert np.abs(product(z) - faded(little.generator, 1, 2 / 3)(z)).max() > 1e-6, "the average is the network"


def test_samples_of_a_young_generator_have_the_final_size(game):
    sample = game.sample(3)
    assert game.level == 0 and sample.shape == (3, *SHAPE)
    assert game.products()["generator"].output_shape == (None, 4, 4, 1)
    np.testing.assert_array_equal(sample[:, ::4, ::4], sample[:, 3::4, 3::4])


def test_a_schedule_of_other_levels_is_refused():
    with pytest.raises(SuiteError, match="3 boundaries do not fit: give two for each of 2 levels"):
        variants.ProGAN(networks.growing_generator(SHAPE), networks.growing_critic(SHAPE), boundaries=(1, 2, 3))


def test_the_first_layer_has_the_gain_of_the_authors_program(game):
    (dense,) = (layer for layer in game.generator.layers if isinstance(layer, EqualizedDense))
    assert dense.gain == pytest.approx(2**0.5 / 4)
    (bias,) = (layer for layer in game.generator.layers if isinstance(layer, Bias))
    assert not dense.use_bias and bias.bias.shape == bias.output.shape[-1:], "one for each channel, as in the program"
