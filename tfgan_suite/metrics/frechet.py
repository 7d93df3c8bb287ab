"""The Fréchet distance between two sets of features."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_rows
from tfgan_suite.metrics.moments import Gaussian, Moments


def frechet_distance(a: Moments | Gaussian, b: Moments | Gaussian) -> float:
    """Squared Fréchet (2-Wasserstein) distance between the normal laws with these moments.

    |m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁C₂)^½): Dowson and Landau 1982, eq. 4; as a score of images Heusel et al.
    2017, https://arxiv.org/abs/1706.08500, eq. 6. With C₁ = L Lᵀ the last trace is the sum of the roots of the
    eigenvalues of Lᵀ C₂ L, which is symmetric: real by construction and right for covariances of any rank, without
    the 1e-6 I that other programs add.

    Args:
        a, b: anything with a `mean` [d] and a `covariance` [d, d].

    Returns:
        A number ≥ 0 in squared units of the features; swapping the arguments changes nothing but rounding.

    Raises:
        SuiteError: the two differ in d.
    """
    m1, C1, m2, C2 = (np.asarray(x, "float64") for x in (a.mean, a.covariance, b.mean, b.covariance))
    _comparable(m1.size, m2.size)
    L, other = _cholesky(C1), C2
    if L is None:
        L, other = _cholesky(C2), C1
    if L is None:
        L = _root(C2)
    return _distance(m1 - m2, C1.trace() + C2.trace(), L, other)


def fid(features_a: ArrayLike, features_b: ArrayLike) -> float:
    """`frechet_distance` between two samples.

    Biased upwards, the more the larger d and the smaller n (two samples of one 64-dimensional standard
    normal: 2.3 at n = 1,000, .22 at 10,000), so only values at equal n compare, each against `real_floor`.
    The covariance of a sample of n ≤ d is not made: its centred features are the factor L.

    Args:
        features_a, features_b: [n, d], n ≥ 2.

    Raises:
        SuiteError: fewer than two rows, values that are not finite, or different d.
    """
    x, y = sorted((feature_rows(features_a), feature_rows(features_b)), key=len)
    _comparable(x.shape[1], y.shape[1])
    if len(x) < 2:
        raise SuiteError("one example has no covariance; give at least 2 on each side")
    large = Moments().update(y)
    if len(x) > x.shape[1]:
        return frechet_distance(Moments().update(x), large)
    x = x.astype("float64")
    mean = x.mean(axis=0)
    L = (x - mean).T / np.sqrt(len(x) - 1)
    return _distance(mean - large.mean, np.sum(L**2) + large.covariance.trace(), L, large.covariance)


def _comparable(d1: int, d2: int) -> None:
    if d1 != d2:
        raise SuiteError(f"features of size {d1} and {d2} do not compare; use one extractor")


def _distance(gap: np.ndarray, traces: float, L: np.ndarray, C: np.ndarray) -> float:
    """The distance of laws with the covariances L Lᵀ and C; what eigvalsh makes of a zero counts as zero."""
    squares = np.linalg.eigvalsh(L.T @ (C @ L))
    known = squares[squares > 8 * np.finfo("float64").eps * squares.max(initial=0)]
    return max(0.0, float(gap @ gap + traces - 2 * np.sqrt(known).sum()))


def _cholesky(C: np.ndarray) -> np.ndarray | None:
    """L with L Lᵀ = C, or None where C has not full rank."""
    try:
        L = np.linalg.cholesky(C)
    except np.linalg.LinAlgError:
        return None
    return L if L.diagonal().min() ** 2 > _negligible(C) * C.diagonal().max() else None


def _root(C: np.ndarray) -> np.ndarray:
    """L [d, rank] with L Lᵀ = C: the scaled eigenvectors of its range."""
    values, vectors = np.linalg.eigh(C)
    kept = values > _negligible(C) * values[-1]
    return vectors[:, kept] * np.sqrt(values[kept])


def _negligible(C: np.ndarray) -> float:
    return len(C) * np.finfo("float64").eps
