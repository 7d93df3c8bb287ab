"""Frequencies of classes: counted in the training data, followed by the labels of fakes and samples."""

from collections.abc import Callable, Sequence

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.errors import SuiteError


def frequencies_of(labels: Array, num_classes: int) -> tuple[float, ...]:
    """The share of each class among labels int [N].

    Raises:
        SuiteError: some are -1, which is no label.
    """
    if (labels < 0).any():
        raise SuiteError("Some examples have no label: give each one, or train ssl_gan.")
    return tuple((np.bincount(labels, minlength=num_classes) / len(labels)).tolist())


def any_label(frequencies: Sequence[float]) -> Callable[..., Tensor]:
    """A distribution `(shape, seed) -> int32 labels` in which class k has the probability frequencies[k]."""
    classes = len(frequencies)
    if len(set(frequencies)) == 1:
        return lambda shape, seed: tf.random.stateless_uniform(shape, seed, 0, classes, tf.int32)
    edges = np.cumsum(frequencies)
    last = int(np.flatnonzero(frequencies)[-1])

    def drawn(shape, seed):
        u = tf.random.stateless_uniform(shape, seed, dtype=tf.float64)
        below = tf.reduce_sum(tf.cast(u[..., None] >= edges, tf.int32), axis=-1)
        return tf.minimum(below, last)

    return drawn


def in_turn(frequencies: Sequence[float], n: int) -> Array:
    """Labels int32 [n], all classes in turn, each coming as often as its frequency asks.

    The next label is that of the class which is furthest behind: with equal frequencies 0, 1, 2, ..., 0, 1, 2, ...
    """
    owed, labels = np.zeros(len(frequencies)), np.zeros(n, "int32")
    for i in range(n):
        owed += frequencies
        labels[i] = np.argmax(np.round(owed, 9))
        owed[labels[i]] -= 1
    return labels
