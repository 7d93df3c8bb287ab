"""GAN-INT-CLS: the three terms and their shares, pairs that match after all, texts in between."""

from functools import partial

import keras
import numpy as np
import pytest
from keras import ops

from tests.variants.cases import CASES, build
from tests.variants.noise import images
from tfgan_suite.core.fitting import MEASURING
from tfgan_suite.core.step_context import StepContext
from tfgan_suite.data import Examples
from tfgan_suite.training.recipes.parts.captioned import subjects_of
from tfgan_suite.variants import TextToImage

N = 8


def game(**options):
    made = build(CASES["text_to_image"])
    return TextToImage(made.generator, made.discriminator, captions=made.captions, **options)


def batch(seed=0, alike=()):
    """Images and texts; the pairs (2 i, 2 i + 1) of the two minibatches share their text where i is in `alike`."""
    rng = np.random.default_rng(seed)
    x, t = images(rng, N), rng.standard_normal((N, 4)).astype("float32")
    for i in alike:
        t[2 * i + 1] = t[2 * i]
    return x, t


def measured(game, x, t):
    game.compile()
    return game.test_on_batch(x, t, return_dict=True)


def outputs(network, *inputs):
    return np.array(network([ops.convert_to_tensor(x) for x in inputs]))


def softplus(x):
    return np.logaddexp(0, x)


@pytest.mark.parametrize(("mismatch", "interpolation"), [(0.5, 1.0), (0.5, 0.0), (0.0, 1.0), (0.3, 0.7)])
def test_losses_are_those_of_the_algorithm(mismatch, interpolation):
    ours = game(mismatch=mismatch, interpolation=interpolation)
    x, t = batch(alike=[1])
    logs = measured(ours, x, t)
    (x, x_other), (t, t_other) = ((a[0::2], a[1::2]) for a in (x, t))
    ours.reset_metrics()
    with StepContext(ours.seed, ours._measured, MEASURING, descends=False):
        z, z_between = ours.noise(ops.convert_to_tensor(x)), ours.noise(ops.convert_to_tensor(x))
    D, G = (partial(outputs, network) for network in (ours.discriminator, ours.generator))
    fake, between = G(z, t), (t + t_other) / 2
    r, w, f, i = D(x, t), D(x_other, t), D(fake, t), D(G(z_between, between), between)
    differs = np.array([[1], [0], [1], [1]])
    refused = mismatch * np.mean(differs * softplus(w)) + (1 - mismatch) * np.mean(softplus(f))
    assert logs["discriminator_loss"] == pytest.approx(np.mean(softplus(-r)) + refused, rel=1e-5)
    expected = np.mean(softplus(-f)) + interpolation * np.mean(softplus(-i))
    assert logs["generator_loss"] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("same", [True, False])
def test_an_image_whose_text_is_the_same_is_no_mismatch(same):
    """Other images of the same caption change nothing that is descended; those of another caption do."""
    ours = game()
    x, t = batch(alike=range(N // 2) if same else ())
    others = x.copy()
    others[1::2] = batch(seed=1)[0][1::2]
    losses = [measured(ours, images_, t)["discriminator_loss"] for images_ in (x, others)]
    assert (losses[0] == losses[1]) == same


@pytest.mark.parametrize("shared", [None, 0, 1])
def test_captions_of_one_class_or_one_image_do_not_mismatch(shared):
    """Pairs 1 and 2 share one of their two subjects, with texts of their own."""
    ours = game(subjects=True)
    x, t = batch()
    subjects = np.arange(2 * N, dtype="int32").reshape(N, 2)
    if shared is not None:
        subjects[[3, 5], shared] = subjects[[2, 4], shared]
    ours.compile()
    logs = ours.test_on_batch((x, t, subjects), return_dict=True)
    ours.reset_metrics()
    with StepContext(ours.seed, ours._measured, MEASURING, descends=False):
        z = ours.noise(ops.convert_to_tensor(x[0::2]))
    D, own = partial(outputs, ours.discriminator), t[0::2]
    differs = np.ones((N // 2, 1)) if shared is None else np.array([[1], [0], [0], [1]])
    wrong = np.mean(differs * softplus(D(x[1::2], own)))
    fake = np.mean(softplus(D(outputs(ours.generator, z, own), own)))
    expected = np.mean(softplus(-D(x[0::2], own))) + 0.5 * wrong + 0.5 * fake
    assert logs["discriminator_loss"] == pytest.approx(expected, rel=1e-5)


def test_captions_are_of_their_image_and_of_its_class_unless_captions_tell_more():
    pictures = np.zeros((5, 2, 2, 1), "uint8")
    pictures[[2, 3]] = 1
    pictures[4] = 2
    told = Examples({"image": pictures, "label": np.array([4, 4, 7, -1, -1], "int32")}, "told")
    image, label = subjects_of(told).T
    assert [(image == number).tolist() for number in image] == (pictures[:, None] == pictures).all((2, 3, 4)).tolist()
    assert label[:3].tolist() == [4, 4, 7] and len(np.unique(label)) == 4, "an example without label is of no class"
    np.testing.assert_array_equal(subjects_of(told, "caption"), image[:, None])
    unlabelled = Examples({"image": pictures}, "unlabelled")
    np.testing.assert_array_equal(subjects_of(unlabelled), image[:, None])


def test_a_game_without_mismatches_and_interpolation_ignores_the_second_minibatch():
    plain = game(mismatch=0.0, interpolation=0.0)
    x, t = batch()
    x_other, t_other = batch(seed=1)
    x_other[0::2], t_other[0::2] = x[0::2], t[0::2]
    for name in ("discriminator_loss", "generator_loss"):
        assert measured(plain, x, t)[name] == pytest.approx(measured(plain, x_other, t_other)[name], rel=1e-6)


def test_the_generator_learns_from_texts_in_between_and_the_discriminator_does_not():
    with_, without = (measured(game(interpolation=w), *batch()) for w in (1.0, 0.0))
    assert with_["discriminator_loss"] == without["discriminator_loss"]
    assert with_["generator_loss"] > without["generator_loss"]


def test_the_text_reaches_every_place_of_the_features():
    D = game().discriminator
    x, t = batch()
    features = keras.Model(D.inputs, next(x for x in D.layers if isinstance(x, keras.layers.UpSampling2D)).output)
    told = np.array(features([x, t]))
    assert told.shape[1:3] == (4, 4) and np.ptp(told, axis=(1, 2)).max() == 0 and np.ptp(told, axis=0).max() > 0


def test_samples_illustrate_the_captions_in_turn_or_the_one_that_is_given():
    ours = game()
    five = ours.sample(5)
    assert five.shape[0] == 5 and five.shape[1] > 64 and five.shape[2] == 4 * 64
    np.testing.assert_array_equal(five, ours.sample(5))
    assert (five != ours.sample(5, seed=1)).any()
    caption = five[:, 64:]
    assert (caption[0] == caption[2]).all() and (caption[0] != caption[1]).any(), "two captions take turns"
    wanted = ours.sample(3, caption="a boot")
    assert np.ptp(wanted[:, 64:], axis=0).max() == 0
    assert len(np.unique(wanted[:, :64], axis=0)) == 3, "each row has its own latents"
    pair = ours.illustrate(["a dim bag", "a boot"]), ours.illustrate(["a dim bag", "a dim bag"])
    assert (pair[0][0] == pair[1][0]).all() and (pair[0][1] != pair[1][1]).any(), "the text makes a difference"
