"""Memorization: whether samples are nearer to training data than held-out examples are."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.metrics.distributions.distances import Distances


class Memory(NamedTuple):
    """How samples lie to the training examples, measured against how held-out examples do.

    Attributes:
        closer: how often a sample is nearer to its nearest training example than a held-out one is to its own, 0 to 1,
            ties half: .5 for the law of the data, 1 for copies, 0 for samples far from everything.
        ratio: median distance of samples over that of held-out examples: about 1, and 0 for copies.
    """

    closer: float
    ratio: float


def memorisation(train: ArrayLike, fake: ArrayLike, held_out: ArrayLike) -> Memory:
    """The test of data-copying of Meehan et al. 2020, https://arxiv.org/abs/2004.05675, section 3, on all of space.

    `closer` is their Mann-Whitney statistic as a share of pairs. Its deviation under the law of the data is about
    √((n + m) / (12 n m)), .006 at n = m = 5,000. Samples that are too typical, such as blurred ones, also raise it.

    Args:
        train: features [N, d] of all training examples; a part of them hides copies of the others.
        fake: features [n, d].
        held_out: features [m, d] of real examples that were not trained on.

    Raises:
        SuiteError: different d, or values that are not finite.
    """
    ours, theirs = (_least(Distances(train, side)) for side in (fake, held_out))
    order = np.sort(theirs)
    further = len(order) - (np.searchsorted(order, ours, "left") + np.searchsorted(order, ours, "right")) / 2
    usual = np.median(theirs)
    return Memory(float(np.mean(further) / len(order)), float(np.median(ours) / usual) if usual else float("inf"))


def nearest(others: ArrayLike, features: ArrayLike, k: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Numbers and Euclidean distances [m, k] of the k of `others` [n, d] nearest to each of `features` [m, d]."""
    distances = Distances(others, features)
    found = np.full((len(distances.fake), k), np.inf)
    places = np.zeros((len(distances.fake), k), int)
    for rows, columns, tile in distances.across():
        few = np.argpartition(tile, min(k, len(tile)) - 1, axis=0)[:k].T
        seen = np.concatenate([found[columns], np.take_along_axis(tile.T, few, axis=1)], axis=1)
        numbers = np.concatenate([places[columns], few + rows.start], axis=1)
        best = np.argsort(seen, axis=1, kind="stable")[:, :k]
        found[columns], places[columns] = (np.take_along_axis(a, best, axis=1) for a in (seen, numbers))
    return places, _rooted(distances, found)


def _least(distances):
    found = np.full(len(distances.fake), np.inf)
    for _, columns, tile in distances.across():
        found[columns] = np.minimum(found[columns], tile.min(axis=0))
    return _rooted(distances, found[:, None])[:, 0]


def _rooted(distances, squares):
    """Distances [m, k], those that are nothing but rounding at 0."""
    return np.sqrt(np.where(squares <= distances.rounding(distances.fake)[:, None], 0, squares))
