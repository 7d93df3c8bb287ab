"""Precision, recall, density and coverage by nearest neighbours."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.distributions.distances import Distances


class Coverage(NamedTuple):
    """Precision, recall and coverage are 0 to 1; density is ≥ 0 and may exceed 1. For one law on both sides about
    .87, .87, 1.01 and 1 − 2⁻ᵏ (n = 1,000, d = 16, k = 5)."""

    precision: float
    recall: float
    density: float
    coverage: float


def precision_recall_density_coverage(real: ArrayLike, fake: ArrayLike, k: int = 5) -> Coverage:
    """Four scores of the balls around examples that reach to their k-th nearest neighbour of their own set.

    Precision is the share of generated examples in some real ball, recall that of real ones in some generated ball:
    Kynkäänniemi et al. 2019, https://arxiv.org/abs/1904.06991, eq. 1 and 2 (k = 3 there). Density is how many real
    balls a generated example is in, over k; coverage is the share of real balls with a generated example in them:
    Naeem et al. 2020, https://arxiv.org/abs/2002.09797, section 3 (k = 5). The example itself is not its neighbour,
    and the border is not in the ball: copies of one point, or a set with more than k copies of each, reach no example.

    Outliers widen balls, which flatters precision and recall; density and coverage hear that less. Copies of the real
    examples score best, so take real examples that were not trained on. All four change with n, m and k: compare at
    equal ones.

    Args:
        real: features [n, d], n > k.
        fake: features [m, d], m > k.
        k: which neighbour the balls reach to.

    Raises:
        SuiteError: k rows or fewer on a side, different d, or values that are not finite.
    """
    distances = Distances(real, fake)
    n, m = len(distances.real), len(distances.fake)
    if not 1 <= k < min(n, m):
        raise SuiteError(f"neighbour {k} of {n} real and {m} generated examples is not there; give 1 ≤ k < n")
    reach_of_real, reach_of_fake = (_reach(distances, side, k) for side in (distances.real, distances.fake))
    precise, recalled, covered = np.zeros(m, bool), np.zeros(n, bool), np.zeros(n, bool)
    hits = 0
    for rows, columns, tile in distances.across():
        in_real = tile < reach_of_real[rows, None]
        hits += int(np.count_nonzero(in_real))
        precise[columns] |= in_real.any(axis=0)
        covered[rows] |= in_real.any(axis=1)
        recalled[rows] |= (tile < reach_of_fake[columns]).any(axis=1)
    return Coverage(float(precise.mean()), float(recalled.mean()), hits / (k * m), float(covered.mean()))


def _reach(distances: Distances, features: np.ndarray, k: int) -> np.ndarray:
    """[n], squared distances to the k-th neighbour, less what rounding could have made of a distance equal to it."""
    nearest = np.full((len(features), k), np.inf)
    for rows, columns, tile in distances.within(features):
        nearest[rows] = _least(nearest[rows], tile, k)
        if rows != columns:
            nearest[columns] = _least(nearest[columns], tile.T, k)
    reach = nearest.max(axis=1)
    return reach - distances.rounding(features) - 1e-12 * reach


def _least(known: np.ndarray, tile: np.ndarray, k: int) -> np.ndarray:
    """The k least numbers of each row of both, in any order."""
    few = np.partition(tile, k - 1, axis=1)[:, :k] if tile.shape[1] > k else tile
    return np.partition(np.concatenate([known, few], axis=1), k - 1, axis=1)[:, :k]
