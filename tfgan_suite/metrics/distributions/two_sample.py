"""Two-sample test by nearest neighbours (1-NN accuracy)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.distributions.distances import Distances


class NeighbourAccuracy(NamedTuple):
    """Leave-one-out accuracy of a 1-NN classifier on the real examples, on the generated ones, and on all, 0 to 1."""

    real: float
    fake: float
    accuracy: float


def nearest_neighbour_two_sample(real: ArrayLike, fake: ArrayLike) -> NeighbourAccuracy:
    """Share of examples whose nearest neighbour among all the others, real and generated, is of their own kind.

    Lopez-Paz and Oquab 2017, https://arxiv.org/abs/1610.06545, with the 1-NN classifier; split by class as Xu et al.
    2018, https://arxiv.org/abs/1806.07755, section 2. One law on both sides gives 1/2, laws that do not meet 1, and
    generated examples that are copies of these real ones 0. Good pictures without variety: `real` low, `fake` high.
    Of several neighbours that are as near (copies) each counts its part.

    Args:
        real: features [n, d], n ≥ 2.
        fake: features [n, d], as many as the real ones, since the larger set would win by its number.

    Raises:
        SuiteError: different n or d, fewer than two rows, or values that are not finite.
    """
    distances = Distances(real, fake)
    n, m = len(distances.real), len(distances.fake)
    if n != m or n < 2:
        raise SuiteError(f"{n} real and {m} generated examples: give as many of each, at least 2")
    nearest = {}
    for side, features in (("real", distances.real), ("fake", distances.fake)):
        own, other = (_Nearest(distances.rounding(features)) for _ in range(2))
        for rows, columns, tile in distances.within(features):
            own.see(rows, tile)
            if rows != columns:
                own.see(columns, tile.T)
        nearest[side] = own, other
    for rows, columns, tile in distances.across():
        nearest["real"][1].see(rows, tile)
        nearest["fake"][1].see(columns, tile.T)
    of_real, of_fake = (_share_of_own(*nearest[side]) for side in ("real", "fake"))
    return NeighbourAccuracy(of_real, of_fake, (of_real + of_fake) / 2)


class _Nearest:
    """How far the nearest of what each row has been shown is, and how many are as near, up to rounding."""

    def __init__(self, rounding: np.ndarray) -> None:
        self.rounding = rounding
        self.distance, self.count = np.full(len(rounding), np.inf), np.zeros(len(rounding), int)

    def see(self, rows: slice, tile: np.ndarray) -> None:
        before, after = self.distance[rows], np.minimum(self.distance[rows], tile.min(axis=1))
        as_near = after + self.rounding[rows]
        found = np.count_nonzero(tile <= as_near[:, None], axis=1)
        self.count[rows] = np.where(before <= as_near, self.count[rows], 0) + found
        self.distance[rows] = after


def _share_of_own(own: _Nearest, other: _Nearest) -> float:
    as_near = np.minimum(own.distance, other.distance) + own.rounding
    ours, theirs = (np.where(side.distance <= as_near, side.count, 0) for side in (own, other))
    return float(np.mean(ours / (ours + theirs)))
