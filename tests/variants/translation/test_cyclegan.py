import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch, outspoken
from tests.variants.noise import SHAPE
from tests.variants.test_contract import Recorder
from tfgan_suite import load_game, networks
from tfgan_suite.export import export_network
from tfgan_suite.layers import HistoryPool, ReflectionPadding2D

CASE = CASES["cyclegan"]


def numbered(numbers):
    """Images of one pixel that hold their number."""
    return np.float32(numbers).reshape(-1, 1, 1, 1)


def exchanged(pool, rounds, batch, seed=0):
    """Feeds images 0, 1, 2, ... to a pool; returns what it showed, round by round."""
    rng = np.random.default_rng(seed)
    exchange = tf.function(pool.exchange)
    shown = []
    for k in range(rounds):
        fresh = numbered(range(k * batch, (k + 1) * batch))
        seen, images, count = exchange(fresh, rng.uniform(size=(batch, 2)).astype("float32"))
        pool.images.assign(images)
        pool.count.assign(count)
        shown.append(np.ravel(seen))
    return np.array(shown)


def test_a_pool_that_is_not_full_shows_what_comes_and_keeps_it():
    pool = HistoryPool(50, (1, 1, 1))
    np.testing.assert_array_equal(exchanged(pool, 10, 5).ravel(), range(50))
    np.testing.assert_array_equal(np.ravel(pool.images), range(50))
    assert int(pool.count) == 50


@pytest.mark.parametrize("batch", [1, 4])
def test_a_full_pool_shows_old_images_half_of_the_time(batch):
    pool = HistoryPool(50, (1, 1, 1))
    shown = exchanged(pool, 2052 // batch, batch).ravel()
    old = shown != np.arange(shown.size)
    assert not old[:50].any() and abs(old[50:].mean() - 0.5) < 0.04
    assert len(np.unique(shown[50:])) == shown.size - 50, "an image was shown twice"
    assert int(pool.count) == 50


def test_every_place_of_a_pool_is_exchanged_alike():
    pool = HistoryPool(10, (1, 1, 1))
    exchanged(pool, 300, 1)
    assert np.ravel(pool.images).min() > 150


def trained(steps=6):
    game = build(CASE)
    game.compile()
    game.fit(tf.data.Dataset.from_tensors(one_batch(CASE)).repeat(), steps_per_epoch=steps, verbose=0)
    return game


@pytest.mark.long
def test_the_pools_are_saved_and_measuring_leaves_them_alone(tmp_path):
    game = trained()
    assert int(game.old_targets.count) == int(game.old_sources.count) == game.pool_size
    assert np.ptp(game.old_targets.images) > 0
    game.save(tmp_path / "game.keras")
    again = load_game(tmp_path / "game.keras")
    np.testing.assert_array_equal(game.old_targets.images, again.old_targets.images)
    np.testing.assert_array_equal(game.old_sources.images, again.old_sources.images)
    before = np.array(game.old_targets.images)
    game.evaluate(tf.data.Dataset.from_tensors(one_batch(CASE, seed=1)), verbose=0)
    np.testing.assert_array_equal(game.old_targets.images, before)


def losses(**weights):
    game = build(CASE)
    game.cycle, game.identity = weights["cycle"], weights["identity"]
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    return game, game.train_on_batch(*one_batch(CASE), return_dict=True)


@pytest.mark.long
def test_the_losses_are_those_of_the_paper():
    x, y = one_batch(CASE)
    game, bare = losses(cycle=0.0, identity=0.0)
    G, F, D_Y, D_X = game.to_target, game.to_source, game.target_discriminator, game.source_discriminator
    fooled = np.mean((D_Y(G(x)) - 1) ** 2) + np.mean((D_X(F(y)) - 1) ** 2)
    assert bare["translators_loss"] == pytest.approx(fooled, rel=1e-4)
    cycle = np.abs(F(G(x)) - x).mean() + np.abs(G(F(y)) - y).mean()
    assert losses(cycle=10.0, identity=0.0)[1]["translators_loss"] == pytest.approx(fooled + 10 * cycle, rel=1e-4)
    assert bare["cycle_l1"] == pytest.approx(cycle / 2, rel=1e-4)
    identity = np.abs(G(y) - y).mean() + np.abs(F(x) - x).mean()
    assert losses(cycle=0.0, identity=5.0)[1]["translators_loss"] == pytest.approx(fooled + 5 * identity, rel=1e-4)


def test_the_cycle_moves_who_goes_and_who_returns():
    """The gradients of the box are those of the losses written down here, in which nothing is stopped."""
    game = outspoken(CASE)
    game.identity = 0.0
    game.compile(translators=Recorder(0.0), discriminators=keras.optimizers.SGD(0.0), run_eagerly=True)
    x, y = (tf.constant(images) for images in one_batch(CASE))
    game.train_on_batch(x, y)
    G, F, weights = game.to_target, game.to_source, [w.value for w in game.weights_of("translators")]
    with tf.GradientTape() as tape:
        fooled = tf.reduce_mean((game.target_discriminator(G(x)) - 1) ** 2)
        fooled += tf.reduce_mean((game.source_discriminator(F(y)) - 1) ** 2)
        cycle = tf.reduce_mean(tf.abs(F(G(x)) - x)) + tf.reduce_mean(tf.abs(G(F(y)) - y))
        loss = fooled + game.cycle * cycle
    for ours, theirs in zip(game.optimizers["translators"].seen, tape.gradient(loss, weights), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-3, atol=1e-4)


def test_the_discriminators_see_what_the_pools_show_and_not_the_new_fakes():
    game, (x, y) = outspoken(CASE), one_batch(CASE)
    old = {game.old_targets: 0.5 * tf.ones_like(y), game.old_sources: -0.5 * tf.ones_like(x)}
    game.remembered = lambda pool, fake: old[pool]
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    loss = game.train_on_batch(x, y, return_dict=True)["discriminators_loss"]
    pairs = (game.target_discriminator, y, old[game.old_targets]), (game.source_discriminator, x, old[game.old_sources])
    halves = [(np.mean((D(real) - 1) ** 2) + np.mean(D(shown) ** 2)) / 2 for D, real, shown in pairs]
    assert loss == pytest.approx(sum(halves), rel=1e-5)


@pytest.mark.thorough
def test_a_residual_translator_fits_every_size_and_is_exported(tmp_path):
    for side in (8, 12, 28):
        T = networks.resnet_translator((side, side, 3), 1, width=2, blocks=1)
        assert T.output_shape == (None, side, side, 1)
    checks = export_network(T, tmp_path, output_names=("translation",))
    assert all(check.max_difference <= check.tolerance for check in checks)


def test_instance_normalization_forgets_how_bright_a_garment_is_and_image_normalization_does_not():
    mask = np.zeros((1, 12, 12, 1), "float32")
    mask[:, 4:8, 3:9] = 1
    dark, bright = (level * mask - 1 for level in (0.6, 1.8))

    def told_apart(norm):
        T = networks.resnet_translator((12, 12, 1), width=8, halvings=1, blocks=1, norm=norm)
        for kernel in (w for w in T.trainable_weights if w.name == "kernel"):
            kernel.assign(10 * kernel)
        return np.abs(T(dark) - T(bright)).max()

    assert told_apart(networks.instance_norm) < 0.01 < 0.1 < told_apart(networks.image_norm)


def test_patches_may_reach_beyond_a_small_image():
    sides = {side: networks.patch_discriminator((side, side, 1), width=2, beyond=True).output_shape for side in (8, 28)}
    assert sides == {8: (None, 2, 2, 1), 28: (None, 1, 1, 1)}
    assert networks.patch_discriminator((28, 28, 1), width=2).output_shape == (None, 12, 12, 1)


def test_reflection_mirrors_without_repeating_the_edge():
    row = ReflectionPadding2D(2)(np.float32([1, 2, 3, 4]).reshape(1, 4, 1, 1).repeat(4, 2))
    np.testing.assert_array_equal(row[0, :, 2, 0], [3, 2, 1, 2, 3, 4, 3, 2])


def test_samples_show_the_way_there_and_back():
    game = build(CASE)
    x, y = one_batch(CASE, 3)
    panels = game.sample(2, inputs=(x, y))
    assert panels.shape == (2, SHAPE[0], 3 * SHAPE[1], SHAPE[2])
    np.testing.assert_array_equal(panels[:, :, : SHAPE[1]], x[:2])
