"""Data of the suite and of a user's own, and what those make of them who learned nothing, for any protocol."""

import dataclasses
import functools
from types import SimpleNamespace

import keras
import numpy as np

from tfgan_suite.data import load, to_float
from tfgan_suite.training import protocols

N, KNOWN, BATCH = 200, 500, 32


class Made:
    """Stands for `Products`: functions by name, samples, and facts of their game."""

    def __init__(self, functions=None, sample=None, **facts):
        self.functions, self.drawn = functions or {}, sample
        self.game = SimpleNamespace(told=lambda test, n: None, **facts)

    def __getitem__(self, name):
        return self.functions[name]

    def sample(self, n, *, seed=0):
        return self.drawn[:n]

    def translate(self, source, *, seed=0):
        return self["to_target"](source)


@functools.cache
def few(data, split):
    if data.startswith("own"):
        return OWN[data](few_of_suite(split, data))
    return load(data, split).take(range(KNOWN))


def few_of_suite(split, data):
    known = {"own tokens": "grammar", "own clips": "fashion_clips"}.get(data, "fashion_mnist")
    return load(known, split).take(range(2 * KNOWN))


def own(examples, **fields):
    """The same as a user would bring them: under a name that the suite does not know."""
    return dataclasses.replace(examples, name="holiday", fields=fields, classes=())


OWN = {
    "own images": lambda known: own(known, image=known["image"][:KNOWN]),
    "own captions": lambda known: own(known, image=known["image"][:KNOWN], caption=known["label"][:KNOWN].astype(str)),
    "own clips": lambda known: own(known, clip=known["clip"][:KNOWN, ::4, ::2, ::2]),
    "own negatives": lambda known: own(known, source=known["image"][:KNOWN], target=255 - known["image"][KNOWN:]),
    "own pairs": lambda known: own(known, source=darker(known["image"][:KNOWN]), target=known["image"][:KNOWN]),
    "own masks": lambda known: own(
        known, image=known["image"][:KNOWN], mask=255 * (known["image"][:KNOWN] > 100).astype("uint8")
    ),
    "own tokens": lambda known: own(known, tokens=known["tokens"][:KNOWN]),
    "own labels": lambda known: own(known, labelled=known["image"][:KNOWN], label=known["label"][:KNOWN]),
}


def darker(images):
    """Pairs whose sources are already near to their targets."""
    return (0.8 * images).astype("uint8")


# What is made, for a field of the data


def constant(train, test, field):
    return np.repeat(to_float(train[field][:1]), len(test), axis=0)


def median(train, test, field):
    return np.repeat(np.median(to_float(train[field]), axis=0, keepdims=True), len(test), axis=0)


def copied_batch(train, test, field):
    return to_float(np.resize(train[field][:BATCH], (len(test), *train[field].shape[1:])))


def untrained(train, test, field):
    *outer, height, width, channels = train[field].shape[1:]
    keras.utils.set_random_seed(0)
    grown = keras.layers.Conv2DTranspose(channels, 4, 2, "same", activation="tanh")
    n = len(test) * int(np.prod(outer))
    noise = np.random.default_rng(0).normal(size=(n, height // 2, width // 2, 8)).astype("float32")
    return np.array(grown(noise)).reshape(len(test), *outer, height, width, channels)


def one_mode(train, test, field):
    """Each sample is another one, and all are of one class, or like the first example where there are none."""
    x = to_float(test[field])
    if "label" in test.fields and len(test["label"]) == len(x):
        return np.resize(x[test["label"] == test["label"][0]], x.shape)
    first = np.repeat(to_float(train[field][:1]), len(x), axis=0)
    return np.clip(first + np.random.default_rng(0).normal(0, 0.02, x.shape), -1, 1).astype("float32")


def truth(train, test, field):
    return to_float(test[field])


IGNORANT = {"constant": constant, "copied batch": copied_batch, "untrained": untrained, "one mode": one_mode}


@dataclasses.dataclass
class Family:
    """A protocol with data, and what products make that learned nothing.

    Attributes:
        protocol, data, fields: as a plan has them.
        products: `made(field)` -> examples of a field, and held-out examples -> products.
        right: training and held-out examples -> products that do what they should; None where those of the truth do.
        wrong: further opponents, by name, made as `right` is.
        makers: of what the opponents make.
    """

    protocol: protocols.Protocol
    data: str
    fields: tuple
    products: object
    right: object = None
    wrong: dict = dataclasses.field(default_factory=dict)
    makers: dict = dataclasses.field(default_factory=lambda: IGNORANT)

    @property
    def opponents(self):
        return [*self.makers, *self.wrong]

    def report(self, who):
        """The report of an opponent, or of the "truth"."""
        train, test = (few(self.data, split) for split in ("train", "test"))
        if who in self.wrong:
            products = self.wrong[who](train, test)
        elif who == "truth" and self.right:
            products = self.right(train, test)
        else:
            make = {**self.makers, "truth": truth}[who]
            products = self.products(lambda field: make(train, test, field), test)
        data = SimpleNamespace(train=train, test=test, fields=self.fields)
        return self.protocol.measure(products, data, N)
