"""One family for each protocol: the products that it measures, made by those who learned nothing and by the truth."""

from types import SimpleNamespace

import numpy as np
from PIL import Image

from tests.training.protocols.opponents import BATCH, IGNORANT, Family, Made, N, median
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.data.sets.grammar import SYMBOLS
from tfgan_suite.data.tasks.fashion_pairs import ANGLE, turned
from tfgan_suite.training import protocols
from tfgan_suite.training.protocols.coupling import outlines
from tfgan_suite.training.protocols.enlarging import interpolated
from tfgan_suite.training.protocols.translations.distances import in_form_of
from tfgan_suite.training.protocols.translations.painting import classes_of, flat_colours


def images(made, test):
    return Made(sample=made("image"))


def coded(made, test):
    """Codes that nobody can read in the images."""
    rng = np.random.default_rng(0)
    return Made(
        {
            "generator": lambda z, category, continuous: made("image")[: len(z)],
            "encoder": lambda x: [np.eye(10)[rng.integers(10, size=len(x))], rng.normal(size=(len(x), 2))],
        },
        latents=lambda n, seed: (np.zeros((n, 1)), rng.integers(10, size=n), rng.normal(size=(n, 2))),
    )


def ensemble(made, test):
    """Three generators that a discriminator takes for one another."""
    return Made(sample=made("image"), count=3, discriminator=lambda x, training=False: np.zeros((len(x), 4)))


def encoded(made, test):
    """Reconstructions that do not depend on the image."""
    return Made({"reconstruct": lambda x: made("image")[: len(x)]}, sample=made("image"))


def latents(n, seed):
    return (np.zeros((n, 1)),)


def pairs(made, test):
    return Made({"generator": lambda z: [made(field)[: len(z)] for field in ("source", "target")]}, latents=latents)


def true_pairs(counterpart):
    """One image of the first domain, and what it looks like in the second."""

    def right(train, test):
        x = test["source"]
        return Made({"generator": lambda z: [to_float(v)[: len(z)] for v in (x, counterpart(x))]}, latents=latents)

    return right


def translations(made, test):
    return Made(
        {"to_target": lambda x: made("target")[: len(x)], "to_source": lambda y: made("source")[: len(y)]},
    )


def translators(there, home):
    return lambda *_: Made({"to_target": there, "to_source": home})


def copies_input(train, test):
    """Translators that leave images as they are."""
    of = {field: to_float(test[field][:1]) for field in ("source", "target")}
    functions = {
        "to_target": lambda x: in_form_of(x, np.broadcast_to(of["target"], (len(x), *of["target"].shape[1:]))),
        "to_source": lambda y: in_form_of(y, np.broadcast_to(of["source"], (len(y), *of["source"].shape[1:]))),
    }
    return Made(functions)


def turned_back(images):
    pictures = (Image.fromarray(255 - image).rotate(-ANGLE, Image.Resampling.BILINEAR) for image in images[..., 0])
    return np.stack([np.asarray(picture) for picture in pictures])[..., None]


def on_floats(function):
    return lambda x: to_float(function(to_uint8(x)))


def enlarged(made, test):
    return Made({"to_target": lambda x: made("image")[: len(x)]}, factor=2, made_small=halved)


def halved(images):
    """Images at half their sides."""
    return images.reshape(len(images), 14, 2, 14, 2, 1).mean((2, 4))


def interpolating(train, test):
    return Made({"to_target": lambda x: interpolated(x, 2)}, factor=2, made_small=halved)


def filled(made, test):
    """Images with a hole in the middle."""

    def fill(x, masks):
        return np.where(masks > 0, made("image")[: len(x)], x)

    def holes(x, *, seed):
        masks = np.zeros((len(x), 28, 28, 1), "float32")
        masks[:, 7:21, 7:21] = 1
        return masks

    return Made({"generator": fill}, torn_at=holes)


def painted(made, test):
    return Made({"generator": lambda label_map: made("image")[: len(label_map)]}, paintable=lambda mask, seed: (mask,))


def in_flat_colours(train, test):
    """Every pixel in the mean colour of its class."""
    of_train = train["image"], classes_of(train["mask"])
    return painted(lambda field: to_float(flat_colours(classes_of(test["mask"]), *of_train)), test)


def of_other_maps(train, test):
    """Real images, each of another map."""
    return painted(lambda field: to_float(np.roll(test["image"], 1, axis=0)), test)


def illustrations(made, test):
    return Made(
        {"generator": lambda captions: made("image")[: len(captions)]},
        latents_for=lambda captions, seed: (captions,),
    )


def masks(made, test):
    return Made({"segmenter": lambda x: (made("mask")[: len(x)] + 1) / 2})


def styles(made, test):
    return Made({"stylizer": lambda content, style: made("target")[: len(content)]})


def only(which):
    """A stylizer that gives one of its inputs back."""
    return lambda train, test: Made({"stylizer": lambda *given: np.broadcast_to(given[which], given[1].shape)})


def clips(made, test):
    """Clips that do not depend on the codes."""
    sizes = [SimpleNamespace(shape=(None, length, width)) for length, width in ((1, 5), (16, 4))]
    return Made(
        {"generator": lambda z, noise, labels: made("clip")[: len(z)]},
        generator=SimpleNamespace(inputs=sizes),
        latent_dim=5,
        prior=lambda shape, seed: np.zeros(shape),
    )


def writers(write):
    """`write(training tokens, held-out tokens, vocabulary size)` -> tokens."""

    def products(train, test):
        size = int(max(train["tokens"].max(), test["tokens"].max())) + 1
        written = write(train["tokens"], test["tokens"], size)
        vocabulary = SYMBOLS if size <= len(SYMBOLS) else range(size)
        return Made({"generator": lambda seeds: written[: len(seeds)]}, latents=latents, vocabulary=vocabulary)

    return products


WRITERS = {
    "constant": writers(lambda train, test, size: np.repeat(train[:1], N, axis=0)),
    "copied batch": writers(lambda train, test, size: np.resize(train[:BATCH], (N, train.shape[1]))),
    "untrained": writers(
        lambda train, test, size: np.random.default_rng(0).integers(size, size=(N, train.shape[1]), dtype="int32")
    ),
    "one mode": writers(lambda train, test, size: _one_token_changed(train[0], size)),
}


def _one_token_changed(sequence, size):
    rng, rows = np.random.default_rng(0), np.repeat(sequence[None], N, axis=0)
    rows[np.arange(N), rng.integers(len(sequence), size=N)] = rng.integers(size, size=N)
    return rows


def classifiers(say):
    """`say(held-out labels)` -> classes."""

    def products(train, test):
        said = np.eye(10)[say(test["label"])]
        return Made({"classifier": lambda x: said[: len(x)]}, num_classes=10)

    return products


CLASSIFIERS = {
    "constant": classifiers(lambda labels: np.full(len(labels), np.bincount(labels).argmax())),
    "untrained": classifiers(lambda labels: np.random.default_rng(0).integers(10, size=len(labels))),
}
COPIES = {"identity": copies_input}
TRANSLATED = {**IGNORANT, "median": median}
NEGATIVE = translators(lambda x: -x, lambda y: -y)
TURNED = translators(on_floats(turned), on_floats(turned_back))
read_tokens = {"fields": ("tokens",), "products": None, "makers": {}, "wrong": WRITERS}
TRUE_WRITER = writers(lambda train, test, size: test)
TRUE_CLASSIFIER = classifiers(lambda labels: labels)

FAMILIES = {
    "images": Family(protocols.image_protocol, "fashion_mnist", ("image",), images),
    "images of codes": Family(protocols.code_protocol, "fashion_mnist", ("image",), coded),
    "images of an ensemble": Family(protocols.ensemble_protocol, "fashion_mnist", ("image",), ensemble),
    "images and reconstructions": Family(protocols.reconstruction_protocol, "fashion_mnist", ("image",), encoded),
    "images of a pyramid": Family(protocols.pyramid_protocol, "fashion_masks", ("image",), images),
    "own images": Family(protocols.image_protocol, "own images", ("image",), images),
    "own images of an ensemble": Family(protocols.ensemble_protocol, "own images", ("image",), ensemble),
    "own images of a pyramid": Family(protocols.pyramid_protocol, "own images", ("image",), images),
    "coupled images": Family(
        protocols.coupling_protocol, "fashion_edges_unpaired", ("source", "target"), pairs, true_pairs(outlines)
    ),
    "own coupled images": Family(
        protocols.coupling_protocol, "own negatives", ("source", "target"), pairs, true_pairs(lambda x: 255 - x)
    ),
    "paired translations": Family(
        protocols.paired_protocol, "fashion_edges", ("source", "target"), translations, None, COPIES, TRANSLATED
    ),
    "own paired translations": Family(
        protocols.paired_protocol, "own pairs", ("source", "target"), translations, None, COPIES, TRANSLATED
    ),
    "unpaired translations": Family(
        protocols.unpaired_protocol,
        "fashion_inverted",
        ("source", "target"),
        translations,
        TURNED,
        COPIES,
        TRANSLATED,
    ),
    "own unpaired translations": Family(
        protocols.unpaired_protocol, "own negatives", ("source", "target"), translations, NEGATIVE, COPIES, TRANSLATED
    ),
    "translations one way": Family(
        protocols.one_way_protocol, "fashion_inverted", ("source", "target"), translations, TURNED, COPIES, IGNORANT
    ),
    "own translations one way": Family(
        protocols.one_way_protocol, "own negatives", ("source", "target"), translations, NEGATIVE, COPIES, TRANSLATED
    ),
    "enlarged images": Family(
        protocols.enlarging_protocol,
        "fashion_mnist",
        ("image",),
        enlarged,
        wrong={"interpolation": interpolating},
        makers=TRANSLATED,
    ),
    "own enlarged images": Family(
        protocols.enlarging_protocol, "own images", ("image",), enlarged, wrong={"interpolation": interpolating}
    ),
    "filled images": Family(protocols.filling_protocol, "fashion_mnist", ("image",), filled, makers=TRANSLATED),
    "own filled images": Family(protocols.filling_protocol, "own images", ("image",), filled, makers=TRANSLATED),
    "captioned images": Family(protocols.caption_protocol, "captioned_fashion", ("image", "caption"), illustrations),
    "own captioned images": Family(protocols.caption_protocol, "own captions", ("image", "caption"), illustrations),
    "own painted label maps": Family(
        protocols.painting_protocol,
        "own masks",
        ("mask", "image"),
        painted,
        wrong={"flat colours": in_flat_colours, "images of other maps": of_other_maps},
        makers=TRANSLATED,
    ),
    "masks": Family(protocols.segmentation_protocol, "fashion_masks", ("image", "mask"), masks, makers=TRANSLATED),
    "own masks": Family(protocols.segmentation_protocol, "own masks", ("image", "mask"), masks, makers=TRANSLATED),
    "styles": Family(
        protocols.style_protocol,
        "coloured_fashion",
        ("content", "style", "label"),
        styles,
        wrong={"the content": only(0), "the style": only(1)},
    ),
    "clips": Family(protocols.video_protocol, "fashion_clips", ("clip", "label"), clips),
    "own clips": Family(protocols.video_protocol, "own clips", ("clip",), clips),
    "sequences of a grammar": Family(protocols.sequence_protocol, "grammar", right=TRUE_WRITER, **read_tokens),
    "own sequences": Family(protocols.sequence_protocol, "own tokens", right=TRUE_WRITER, **read_tokens),
    "own classes": Family(
        protocols.accuracy_protocol,
        "own labels",
        ("labelled", "label"),
        None,
        TRUE_CLASSIFIER,
        CLASSIFIERS,
        {},
    ),
}
