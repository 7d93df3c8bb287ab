"""Wasserstein distance: the least transport from one sample to another, exact or sliced."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_matrix

MOST = 5000


def wasserstein_distance(real: ArrayLike, fake: ArrayLike) -> float:
    """W₁ between two samples of n, exact: the mean Euclidean distance under the best matching of one with the other.

    In one dimension by sorting, else by assignment (time n³: 1,000 take a second, 5,000 a minute or two). Two samples
    of one law are at a distance of order n^(−1/d), which in high dimension is most of the number: subtract
    `real_floor(features, n, score=wasserstein_distance)`, and compare at equal n only.

    Args:
        real: features [n, d].
        fake: features [n, d]; n ≤ 5,000 unless d = 1.

    Raises:
        SuiteError: different shape, more than 5,000 rows, or values that are not finite.
    """
    x, y = samples(real, fake)
    if x.shape[1] == 1:
        return float(np.abs(np.sort(x, axis=0) - np.sort(y, axis=0)).mean())
    if len(x) > MOST:
        raise SuiteError(
            f"{len(x)} examples are too many to match; give {MOST} at most, or sliced_wasserstein_distance"
        )
    costs = cdist(x, y)
    return float(costs[linear_sum_assignment(costs)].mean())


def sliced_wasserstein_distance(real: ArrayLike, fake: ArrayLike, *, directions: int = 512, seed: int = 0) -> float:
    """W₁ along a line, the mean over random directions. Rabin et al. 2011; Bonneel et al. 2015.

    Grows as n log n, at any d. Two samples of one law are at a distance of order n^(−1/2); a shift by a vector counts
    E|cos| of its length, 2/π in the plane and (2 / π d)^½ where d is large, so that numbers at different d do not
    compare. Lines hear differences of single directions faintly.

    Args:
        real: features [n, d].
        fake: features [n, d].
        directions: how many; in one dimension there is but one.
        seed: draws them.

    Raises:
        SuiteError: different shape, values that are not finite, or no direction.
    """
    x, y = samples(real, fake)
    if directions < 1:
        raise SuiteError(f"{directions} directions measure nothing; give at least 1")
    if x.shape[1] == 1:
        return wasserstein_distance(x, y)
    lines = np.random.default_rng(seed).standard_normal((directions, x.shape[1]))
    lines /= np.linalg.norm(lines, axis=1, keepdims=True)
    gaps = [np.abs(np.sort(some @ x.T) - np.sort(some @ y.T)).mean(axis=1) for some in _few(lines)]
    return float(np.concatenate(gaps).mean())


def samples(real: ArrayLike, fake: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Both as float64; raises `SuiteError` unless they are of one shape."""
    x, y = feature_matrix(real), feature_matrix(fake)
    if x.shape != y.shape:
        raise SuiteError(f"real {x.shape} and generated {y.shape} features do not match one to one; give one shape")
    return x, y


def _few(lines: np.ndarray) -> list[np.ndarray]:
    return [lines[i : i + 32] for i in range(0, len(lines), 32)]
