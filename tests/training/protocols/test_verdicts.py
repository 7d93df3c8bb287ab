"""Three generators that learned nothing are bad by every protocol of images, and the truth itself is not."""

import functools
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from tfgan_suite.data import load, to_float
from tfgan_suite.training.protocols.captions import caption_protocol
from tfgan_suite.training.protocols.codes import code_protocol
from tfgan_suite.training.protocols.coupling import coupling_protocol
from tfgan_suite.training.protocols.ensembles import ensemble_protocol
from tfgan_suite.training.protocols.images import image_protocol
from tfgan_suite.training.protocols.pyramid import pyramid_protocol
from tfgan_suite.training.protocols.reconstruction import reconstruction_protocol
from tfgan_suite.training.protocols.segmentation import segmentation_protocol
from tfgan_suite.training.protocols.styles import style_protocol
from tfgan_suite.training.protocols.translation import paired_protocol, unpaired_protocol
from tfgan_suite.training.protocols.video import video_protocol
from tfgan_suite.training.running.evaluate import score

N, KNOWN, BATCH = 200, 500, 32
CONTROLS = ("constant", "copied batch", "untrained")


@functools.cache
def few(data, split):
    return load(data, split).take(range(KNOWN))


class Family:
    """Data, a protocol, and what `made(field)` -> examples of a field, and its truth, mean for the game's methods."""

    def __init__(self, data, protocol, fields, game):
        self.data, self.protocol, self.fields, self.game = data, protocol, fields, game

    def plan(self, make):
        train, test = (few(self.data, split) for split in ("train", "test"))
        game = self.game(lambda field: make(train, test, field), test)
        game.steps, game.needs_inputs = keras.Variable(0), False
        return SimpleNamespace(game=game, train=train, test=test, fields=self.fields, protocol=self.protocol)


def images(made, test):
    return SimpleNamespace(sample=lambda n, seed: made("image")[:n], sample_labels=lambda n: None)


def coded(made, test):
    """Codes that nobody can read in the images."""
    rng = np.random.default_rng(0)
    return SimpleNamespace(
        random=lambda n, seed: (made("image")[:n], (rng.integers(10, size=n), rng.normal(size=(n, 2)))),
        read=lambda x: (np.eye(10)[rng.integers(10, size=len(x))], rng.normal(size=(len(x), 2))),
    )


def ensembles(made, test):
    """Three generators that a discriminator takes for one another."""
    return SimpleNamespace(
        **vars(images(made, test)), count=3, discriminator=lambda x, training=False: np.zeros((len(x), 4))
    )


def encoded(made, test):
    """Reconstructions that do not depend on the code."""
    return SimpleNamespace(
        **vars(images(made, test)), encode=lambda x: x, generate=lambda codes: made("image")[: len(codes)]
    )


def pairs(made, test):
    return SimpleNamespace(pairs=lambda n, seed: (made("source")[:n], made("target")[:n]))


def translations(made, test):
    return SimpleNamespace(
        translate=lambda x, seed=0: made("target")[: len(x)], translate_back=lambda y: made("source")[: len(y)]
    )


def illustrations(made, test):
    return SimpleNamespace(illustrate=lambda captions, seed: made("image")[: len(captions)])


def masks(made, test):
    return SimpleNamespace(segment=lambda x: (made("mask")[: len(x)] + 1) / 2)


def styles(made, test):
    return SimpleNamespace(stylize=lambda content, style: made("target")[: len(content)])


def clips(made, test):
    """Clips that do not depend on the codes."""
    sizes = [SimpleNamespace(shape=(None, length, width)) for length, width in ((1, 5), (16, 4))]
    return SimpleNamespace(
        generator=SimpleNamespace(inputs=sizes),
        latent_dim=5,
        prior=lambda shape, seed: np.zeros(shape),
        sample_labels=lambda n: np.arange(n) % 3,
        film=lambda z, noise, labels: made("clip")[: len(z)],
    )


FAMILIES = {
    "images": Family("fashion_mnist", image_protocol, ("image",), images),
    "images of codes": Family("fashion_mnist", code_protocol, ("image",), coded),
    "images of an ensemble": Family("fashion_mnist", ensemble_protocol, ("image",), ensembles),
    "images and reconstructions": Family("fashion_mnist", reconstruction_protocol, ("image",), encoded),
    "images of a pyramid": Family("fashion_masks", pyramid_protocol, ("image",), images),
    "coupled images": Family("fashion_edges", coupling_protocol, ("source", "target"), pairs),
    "paired translations": Family("fashion_edges", paired_protocol, ("source", "target"), translations),
    "unpaired translations": Family("fashion_inverted", unpaired_protocol, ("source", "target"), translations),
    "captioned images": Family("captioned_fashion", caption_protocol, ("image", "caption"), illustrations),
    "masks": Family("fashion_masks", segmentation_protocol, ("image", "mask"), masks),
    "styles": Family("coloured_fashion", style_protocol, ("content", "style", "label"), styles),
    "clips": Family("fashion_clips", video_protocol, ("clip", "label"), clips),
}


TRUE_TO_THEIR_FIELDS = sorted(FAMILIES.keys() - {"coupled images", "unpaired translations", "clips"})


def constant(train, test, field):
    return np.repeat(to_float(train[field][:1]), len(test), axis=0)


def copied_batch(train, test, field):
    return to_float(np.resize(train[field][:BATCH], (len(test), *train[field].shape[1:])))


def untrained(train, test, field):
    *outer, height, width, channels = train[field].shape[1:]
    keras.utils.set_random_seed(0)
    grown = keras.layers.Conv2DTranspose(channels, 4, 2, "same", activation="tanh")
    n = len(test) * int(np.prod(outer))
    noise = np.random.default_rng(0).normal(size=(n, height // 2, width // 2, 8)).astype("float32")
    return np.array(grown(noise)).reshape(len(test), *outer, height, width, channels)


def truth(train, test, field):
    return to_float(test[field])


MAKERS = dict(zip(CONTROLS, (constant, copied_batch, untrained), strict=True))


@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize("family", FAMILIES)
def test_what_learned_nothing_is_bad(family, control):
    verdict = score(FAMILIES[family].plan(MAKERS[control]), N)["verdict"]
    assert verdict["word"] == "bad", verdict


@pytest.mark.parametrize("family", TRUE_TO_THEIR_FIELDS)
def test_the_truth_is_not(family):
    verdict = score(FAMILIES[family].plan(truth), N)["verdict"]
    assert verdict["word"] == "good", verdict
