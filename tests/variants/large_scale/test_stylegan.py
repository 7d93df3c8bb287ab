"""StyleGAN: styles, noise, mixing and truncation, and when each happens. Karras et al. 2019."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import Case, build, one_batch, stylegan
from tests.variants.noise import images
from tfgan_suite import load_game, variants
from tfgan_suite.callbacks import MovingAverage
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import AdaIN, AddNoise, Bias, EqualizedConv2D, EqualizedDense, FixedNoise
from tfgan_suite.losses import r1

CASE = Case(stylegan, images)


@pytest.fixture
def game():
    game = build(CASE)
    game.compile()
    rng = np.random.default_rng(0)
    for layer in game.synthesis.layers:
        if isinstance(layer, AddNoise):
            layer.strength.assign(rng.normal(size=layer.strength.shape))
    game.mean_style.assign(rng.normal(size=game.mean_style.shape))
    return game


def fit(game, steps=3, *callbacks):
    data = tf.data.Dataset.from_tensors(one_batch(CASE)).repeat()
    game.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0, callbacks=list(callbacks))


def in_step(game, function, step=0, descends=True):
    with StepContext(game.seed, tf.Variable(step, dtype="int64"), 0, descends):
        return function()


def test_adain_gives_each_channel_the_moments_of_its_style():
    rng = np.random.default_rng(0)
    x, y = rng.normal(3, 2, (4, 6, 6, 5)).astype("float32"), rng.normal(size=(4, 10)).astype("float32")
    out = AdaIN()([x, y]).numpy()
    np.testing.assert_allclose(out.mean((1, 2)), y[:, 5:], atol=1e-5)
    np.testing.assert_allclose(out.std((1, 2)), np.abs(1 + y[:, :5]), atol=1e-4)


def test_r1_is_the_mean_squared_slope_and_never_that_of_fakes(game):
    x = tf.constant(np.random.default_rng(0).normal(size=(6, 4, 4, 1)).astype("float32"))
    quadratic = float(r1(lambda x: tf.reduce_sum(x**2, (1, 2, 3)) / 2, x))
    assert quadratic == pytest.approx(float(tf.reduce_mean(tf.reduce_sum(x**2, (1, 2, 3)))), rel=1e-5)
    batch = one_batch(CASE)
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    _, D = game.at_level(game.alpha)
    x = game.real_at_level(batch, game.alpha)
    logs = game.train_on_batch(batch, return_dict=True)
    assert logs["r1"] == pytest.approx(float(r1(D, x)), rel=1e-4)


def test_mixed_images_take_their_first_styles_from_one_latent_and_the_rest_from_another(game):
    like = tf.zeros((2000, 1))
    styles = in_step(game, lambda: game.mixed_styles(like)).numpy()
    assert styles.shape == (2000, game.layers_styled, 6)
    changes = np.abs(np.diff(styles, axis=1)).max(-1) > 0
    assert set(changes.sum(1)) == {0, 1}
    assert changes.any(1).mean() == pytest.approx(0.9, abs=0.03)
    places = changes[changes.any(1)].mean(0)
    np.testing.assert_allclose(places, 1 / (game.layers_styled - 1), atol=0.05)
    game.mixing = 0.0
    alone = in_step(game, lambda: game.mixed_styles(like)).numpy()
    assert np.abs(np.diff(alone, axis=1)).max() == 0


def test_noise_differs_by_example_layer_and_step_and_counts(game):
    like = tf.zeros((4, 1))
    first, later = (in_step(game, lambda: game.noises(like), step) for step in (0, 1))
    assert len(first) == game.layers_in_play
    for layer, (a, b) in enumerate(zip(first, later, strict=True)):
        assert a.shape == (4, *game.synthesis.inputs[1 + layer].shape[1:])
        assert np.abs(a[0] - a[1]).max() > 0.1 and np.abs(a - b).max() > 0.1
    assert np.abs(first[0] - first[1]).max() > 0.1
    styles = game.styles(1)
    assert np.abs(game.paint(styles, seed=0) - game.paint(styles, seed=1)).max() > 1e-3


def test_layers_that_have_not_grown_get_neither_noise_nor_a_second_style(game):
    game.stage = 0
    like = tf.zeros((2000, 1))
    styles = in_step(game, lambda: game.mixed_styles(like)).numpy()
    changed = np.abs(np.diff(styles, axis=1)).max(-1) > 0
    assert changed[:, : game.layers_in_play - 1].any() and not changed[:, game.layers_in_play - 1 :].any()
    assert [noise.shape[1] for noise in in_step(game, lambda: game.noises(like))] == [4, 4]
    assert game.sample(2).shape == (2, 8, 8, 1) and game.products()["synthesis"].output_shape == (None, 4, 4, 1)


def test_it_begins_at_8x8(game):
    assert variants.StyleGAN.__init__.__kwdefaults__["first_level"] == 1
    game.first_level, game.stage = 1, 0
    assert game.products()["synthesis"].output_shape == (None, 8, 8, 1)


def test_the_mapping_learns_a_hundred_times_more_slowly(game):
    multipliers = [layer.lr_multiplier for layer in game.mapping.layers if isinstance(layer, EqualizedDense)]
    assert multipliers == [0.01] * 2
    others = [layer for layer in game.synthesis.layers if hasattr(layer, "lr_multiplier")]
    assert others and all(layer.lr_multiplier == 1 for layer in others)


def test_psi_0_is_the_mean_image_and_psi_1_leaves_styles_alone(game):
    product = game.products()["generator"]
    z = np.random.default_rng(0).normal(size=(4, 5)).astype("float32")
    mean, whole = product([z, np.zeros(4, "float32")]), product([z, np.ones(4, "float32")])
    np.testing.assert_allclose(mean, np.tile(mean[:1], (4, 1, 1, 1)), atol=1e-5)
    assert np.abs(whole - np.tile(whole[:1], (4, 1, 1, 1))).max() > 1e-2
    w = game.mapping(z)
    np.testing.assert_allclose(game.truncate(w, np.ones(4, "float32")), np.tile(w[:, None], (1, 4, 1)), atol=1e-6)
    half = game.truncate(w, np.full(4, 0.5, "float32"))[:, 0]
    np.testing.assert_allclose(half, (w + game.mean_style.numpy()) / 2, atol=1e-6)


def test_truncation_reaches_the_first_layers_only(game):
    game.truncated = 3
    w = game.mapping(np.random.default_rng(0).normal(size=(4, 5)).astype("float32"))
    styles = game.truncate(w, np.zeros(4, "float32")).numpy()
    np.testing.assert_allclose(styles[:, :3], np.tile(game.mean_style.numpy(), (4, 3, 1)), atol=1e-6)
    np.testing.assert_array_equal(styles[:, 3], w)


@pytest.mark.thorough
def test_training_knows_no_truncation(game):
    """The same step whatever the mean style, which would move every fake if it were used."""
    twin = build(CASE)
    twin.compile()
    for a, b in zip(game.variables, twin.variables, strict=True):
        b.assign(a)
    twin.mean_style.assign(5 + twin.mean_style)
    logs = [g.train_on_batch(one_batch(CASE), return_dict=True) for g in (game, twin)]
    assert logs[0] == logs[1]


@pytest.mark.long
def test_the_mean_style_follows_the_mapping_is_saved_and_stays_while_measured(game, tmp_path):
    game.mean_decay = 0.0
    before = game.mean_style.numpy()
    game.evaluate(tf.data.Dataset.from_tensors(one_batch(CASE)), verbose=0)
    np.testing.assert_array_equal(game.mean_style.numpy(), before)
    fit(game)
    assert np.abs(game.mean_style.numpy() - before).max() > 0.1
    z = np.random.default_rng(1).normal(size=(4000, 5)).astype("float32")
    typical = game.mapping(z).numpy()
    assert np.abs(game.mean_style.numpy() - typical.mean(0)).max() < 2 * typical.std(0).max()
    game.save(tmp_path / "game.keras")
    np.testing.assert_array_equal(load_game(tmp_path / "game.keras").mean_style.numpy(), game.mean_style.numpy())


@pytest.mark.long
def test_both_halves_are_averaged_and_served(game):
    fit(game, 3, MovingAverage("mapping", 0.5), MovingAverage("synthesis", 0.5))
    products = game.products()
    assert products["mapping"] is game.averages["mapping"]
    z = np.random.default_rng(0).normal(size=(2, 5)).astype("float32")
    noises = [FixedNoise(n.shape[1:], seed)(z) for seed, n in enumerate(game.synthesis.inputs[1:])]
    expected = products["synthesis"]([game.truncate(products["mapping"](z), [0.7]), *noises])
    np.testing.assert_allclose(products["generator"]([z, np.full(2, 0.7, "float32")]), expected, atol=1e-5)
    assert products["generator"].output_names == ["image"] and products["mapping"].output_names == ["w"]


def test_samples_are_truncated_on_request_only(game):
    np.testing.assert_array_equal(game.sample(3, seed=1), game.paint(game.styles(3, seed=1), seed=1))
    spread = [np.std(game.styles(200, truncation=psi).numpy(), axis=0).mean() for psi in (1.0, 0.5, 0.0)]
    assert spread[1] == pytest.approx(spread[0] / 2, rel=1e-3) and spread[2] < 1e-6
    assert variants.StyleGAN.sample.__kwdefaults__["truncation"] == 1.0


def test_biases_come_after_blur_and_noise():
    synthesis = build(CASE).synthesis
    convolutions = [layer for layer in synthesis.layers if isinstance(layer, EqualizedConv2D)]
    assert [layer.use_bias for layer in convolutions] == [layer.name.startswith("to_rgb") for layer in convolutions]
    biases = [layer for layer in synthesis.layers if isinstance(layer, Bias)]
    assert len(biases) == synthesis.inputs[0].shape[1]
    for bias in biases:
        (before,) = (node.operation for node in bias._inbound_nodes[0].parent_nodes)
        assert isinstance(before, AddNoise)


def test_a_grid_mixes_the_styles_of_its_rows_and_columns(game):
    L = game.layers_styled
    mixed = np.array(game.sample(9, seed=3, mixing=2)).reshape(3, 3, *game.sample(1).shape[1:])
    all_of_row = np.array(game.sample(9, seed=3, mixing=L)).reshape(mixed.shape)
    assert (mixed[0, 0] == -1).all()
    for at in (1, 2):
        np.testing.assert_array_equal(mixed[0, at], all_of_row[0, at])
        np.testing.assert_allclose(all_of_row[at, 1:], np.stack([all_of_row[at, 0]] * 2), atol=1e-5)
        assert np.abs(mixed[at, 1] - mixed[at, 2]).max() > 1e-6 < np.abs(mixed[1, at] - mixed[2, at]).max()
    with pytest.raises(SuiteError, match="no square"):
        game.sample(8, mixing=2)
