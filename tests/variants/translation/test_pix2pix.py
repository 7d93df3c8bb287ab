import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.variants.cases import CASES, build, one_batch
from tests.variants.noise import SHAPE
from tfgan_suite import layers, networks
from tfgan_suite.export import export_network

CASE = CASES["pix2pix"]


def image(seed=0, n=1, shape=SHAPE):
    return np.random.default_rng(seed).uniform(-1, 1, (n, *shape)).astype("float32")


def test_the_losses_are_those_of_the_paper():
    """At logits of 0 (a discriminator of zeros) both logarithms are log 2; the discriminator's loss is halved."""
    game = build(CASE)
    game.discriminator.set_weights([0 * w for w in game.discriminator.get_weights()])
    game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
    logs = game.train_on_batch(*one_batch(CASE), return_dict=True)
    assert logs["discriminator_loss"] == pytest.approx(np.log(2), rel=1e-5)
    assert logs["generator_loss"] == pytest.approx(np.log(2) + game.lam * logs["l1"], rel=1e-5)


def test_the_discriminator_sees_the_source():
    """A generator of zeros makes the same of every source; the discriminator still tells sources apart."""
    target, losses = image(2, 4), []
    for source in (image(0, 4), image(1, 4)):
        game = build(CASE)
        game.generator.set_weights([0 * w for w in game.generator.get_weights()])
        game.discriminator.set_weights([10 * w for w in game.discriminator.get_weights()])
        game.compile(**{player: keras.optimizers.SGD(0.0) for player in game.players})
        losses.append(game.train_on_batch(source, target, return_dict=True)["discriminator_loss"])
    assert abs(losses[0] - losses[1]) > 1e-4


@pytest.mark.parametrize(("side", "depth", "patch"), [(28, 1, 16), (40, 2, 34), (72, 3, 70)])
def test_a_patch_logit_ignores_what_is_outside_its_patch(side, depth, patch):
    D = networks.patch_discriminator((side, side, 1), width=4, depth=depth, norm=networks.no_norm)
    x = tf.constant(image(shape=(side, side, 1)))
    middle = D.output_shape[1] // 2
    with tf.GradientTape() as tape:
        tape.watch(x)
        logit = D(x)[0, middle, middle, 0]
    rows = np.flatnonzero(np.abs(tape.gradient(logit, x).numpy())[0, :, :, 0].max(1))
    assert np.ptp(rows) + 1 <= patch
    assert np.ptp(rows) + 1 >= min(patch, side) - 8


def test_instance_normalization_looks_further_than_the_patch():
    """The control: with it, the same logit depends on every pixel."""
    D = networks.patch_discriminator((28, 28, 1), width=4, depth=1)
    x = image(shape=(28, 28, 1))
    far = x.copy()
    far[:, -1, -1] += 1
    assert np.abs(D(x)[0, 0, 0] - D(far)[0, 0, 0]).max() > 0


def test_a_256_pixel_image_has_30_by_30_patches_of_70_pixels():
    assert networks.patch_discriminator((256, 256, 3), 3, width=2).output_shape == (None, 30, 30, 1)


@pytest.mark.parametrize("side", [8, 12, 28, 32, 64])
def test_the_networks_fit_every_size(side):
    shape = (side, side, 3)
    G = networks.unet_generator(shape, 1, width=2, most=4)
    assert G.output_shape == (None, side, side, 1)
    assert min(networks.patch_discriminator((side, side, 1), 3, width=2).output_shape[1:3]) >= 2


def test_dropout_is_the_noise_of_samples_and_repeats_with_the_seed():
    game = build(CASE)
    inputs = one_batch(CASE, 3)
    first = game.sample(3, seed=5, inputs=inputs)
    np.testing.assert_array_equal(first, game.sample(3, seed=5, inputs=inputs))
    assert np.abs(first - game.sample(3, seed=6, inputs=inputs)).max() > 0
    width = SHAPE[1]
    np.testing.assert_array_equal(first[:, :, :width], inputs[0])
    np.testing.assert_array_equal(first[:, :, 2 * width :], inputs[1])


def test_half_of_the_features_are_dropped_and_the_others_doubled():
    from tfgan_suite.core.latents import dropout

    masks = dropout((100, 1000), (0, 0)).numpy()
    assert set(np.unique(masks)) == {0, 2} and abs(masks.mean() - 1) < 0.02


@pytest.mark.thorough
def test_the_export_is_the_generator_with_nothing_dropped(tmp_path):
    game = build(CASE)
    (product,) = game.products().values()
    x = image(n=2)
    kept = game.generator([tf.constant(x), tf.ones((2, game.noise_dim))])
    np.testing.assert_allclose(product(x), kept, atol=1e-6)
    np.testing.assert_array_equal(layers.KeepAll(3)(x), np.ones((2, 3)))
    assert product.output_names == ["translation"]
    masked = export_network(game.generator, tmp_path, name="with_masks", output_names=("translation",))
    assert set(masked[0].inputs) == {"image", "noise"}


def test_networks_have_no_moving_statistics_that_one_image_could_spoil():
    """The paper's batch normalization at batch 1 is instance normalization, at test time too."""
    G = networks.unet_generator((16, 16, 1), width=4)
    assert not G.non_trainable_variables
    x, masks = image(n=4, shape=(16, 16, 1)), np.ones((4, G.inputs[1].shape[-1]), "float32")
    alone = np.concatenate([G([x[i : i + 1], masks[:1]], training=True) for i in range(4)])
    np.testing.assert_allclose(G([x, masks], training=False), alone, atol=1e-5)
