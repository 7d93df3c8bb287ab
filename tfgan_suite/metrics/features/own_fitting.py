"""Fitting a user's own features: quarter turns of the training images told apart, and their classes where known."""

from collections.abc import Iterator

import keras
import numpy as np

from tfgan_suite.aliases import Array, Shape
from tfgan_suite.metrics.features.own_network import TURNS, outputs_of, own_network

BATCH, RATE = 128, 1e-3
PASSES, LEAST_STEPS, MOST_STEPS = 40, 100, 1200
MOST_PIXELS = 200 * 10**6  # of all batches together
ENOUGH = 20  # examples of a class
CHECKED, SHOWN = 0.1, 0.5


def fitted(images: Array, labels: Array | None = None, seed: int = 0) -> keras.Model:
    """A network that learns by how many quarter turns an image was turned (Gidaris et al. 2018, section 3,
    https://arxiv.org/abs/1803.07728), and in images as they are the class, on the same features.

    Adam 1e-3, batches of 128, as many steps as `steps_for` says. Classes are learned where at least two have twenty
    examples; a tenth of the images is kept apart from the fit, and if the network does not come half of the way from
    one class for all to all classes right on these, the images do not show their labels: it is fitted without them.

    Args:
        images: uint8 [n, side, side, c].
        labels: integers [n]; negative ones are none.
        seed: of the weights, of the orders and of the turns.

    Returns:
        A model from images in [-1, 1] to "features" [n, 64] and, where they show their classes, "probabilities".
    """
    if labels is not None and np.sum(np.bincount(labels[labels >= 0]) >= ENOUGH) > 1:
        known = np.random.default_rng(seed).permutation(np.flatnonzero(labels >= 0))
        checked, rest = known[: int(CHECKED * len(known))], np.ones(len(images), bool)
        rest[checked] = False
        model = _fitted(images[rest], labels[rest], int(labels.max()) + 1, seed)
        model = outputs_of(model, "features", "probabilities")
        if _are_shown(model, images[checked], labels[checked]):
            return model
    return outputs_of(_fitted(images, np.full(len(images), -1), 0, seed), "features")


def steps_for(shape: Shape, n: int) -> int:
    """Training steps on `n` images of this shape (side, side, channels): forty passes, no less than 100 steps, and no
    more than 1,200 or than two cores take in a minute or two."""
    wanted = min(MOST_STEPS, max(LEAST_STEPS, PASSES * n // BATCH))
    return min(wanted, MOST_PIXELS // (BATCH * shape[0] * shape[1]))


def seconds_for(shape: Shape, n: int) -> float:
    """About how long that takes on two cores."""
    return 3 + steps_for(shape, n) * BATCH * shape[0] * shape[1] * 3e-7


def _fitted(images, labels, classes, seed):
    with keras.device("cpu:0"):  # where sums are taken in the same order every time
        model = own_network(images.shape[1:], classes, seed)
        asked = outputs_of(model, "turns", *(["probabilities"] if classes else []))
        losses = dict.fromkeys(asked.output, "sparse_categorical_crossentropy")
        asked.compile(keras.optimizers.Adam(RATE), losses, jit_compile=False)
        for x, answers, weights in _batches(images, labels, steps_for(images.shape[1:], len(images)), seed):
            asked.train_on_batch(x, {k: answers[k] for k in losses}, {k: weights[k] for k in losses})
    return model


def _batches(images: Array, labels: Array, steps: int, seed: int) -> Iterator[tuple[Array, dict, dict]]:
    """Half of each batch as it is, which shows its class, and half turned; all four turns count alike."""
    rng = np.random.default_rng(seed)
    turns = np.arange(BATCH) % (TURNS - 1) + 1
    turns[: BATCH // 2] = 0
    often = np.bincount(turns, minlength=TURNS)[turns]
    for _ in range(steps):
        chosen = rng.integers(len(images), size=BATCH)
        x = images[chosen]
        for turn in range(1, TURNS):
            x[turns == turn] = np.rot90(x[turns == turn], turn, (1, 2))
        told = labels[chosen]
        answers = {"turns": turns, "probabilities": np.maximum(told, 0)}
        weights = {
            "turns": (BATCH / TURNS / often).astype("float32"),
            "probabilities": ((turns == 0) & (told >= 0)).astype("float32") * 2,
        }
        yield x.astype("float32") / 127.5 - 1, answers, weights


def _are_shown(model, images, labels):
    """Whether the classes of images that it has not seen are found, half of the way from one for all to all right."""
    x = images.astype("float32") / 127.5 - 1
    said = model.predict(x, verbose=0)["probabilities"].argmax(1)
    alone = np.bincount(labels).max() / len(labels)
    return np.mean(said == labels) - alone >= SHOWN * (1 - alone)
