"""Fréchet distance (FID) between two sets of features."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import LinAlgError, eigvalsh

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_rows
from tfgan_suite.metrics.distributions.moments import Gaussian, Moments


def frechet_distance(a: Moments | Gaussian, b: Moments | Gaussian) -> float:
    """Squared Fréchet (2-Wasserstein) distance between the normal laws with these moments.

    |m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁C₂)^½): Dowson and Landau 1982, eq. 4; as a score of images Heusel et al.
    2017, https://arxiv.org/abs/1706.08500, eq. 6. With C₁ = L Lᵀ the last trace is the sum of the roots of the
    eigenvalues of Lᵀ C₂ L, which is symmetric: real by construction and right for covariances of any rank, without
    the 1e-6 I that other programs add, and without a matrix root.

    Args:
        a, b: anything with a `mean` [d] and a `covariance` [d, d].

    Returns:
        A number ≥ 0 in squared units of the features; swapping the arguments changes nothing but rounding.

    Raises:
        SuiteError: the two differ in d.
    """
    m1, C1, m2, C2 = (np.asarray(x, "float64") for x in (a.mean, a.covariance, b.mean, b.covariance))
    _comparable(m1.size, m2.size)
    return _distance(m1 - m2, C1.trace() + C2.trace(), _trace_of_root(C1, C2))


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
    C = large.covariance
    return _distance(mean - large.mean, np.sum(L**2) + C.trace(), _sum_of_roots(np.linalg.eigvalsh(L.T @ (C @ L))))


def _comparable(d1: int, d2: int) -> None:
    if d1 != d2:
        raise SuiteError(f"features of size {d1} and {d2} do not compare; use one extractor")


def _distance(gap: np.ndarray, traces: float, trace_of_root: float) -> float:
    return max(0.0, float(gap @ gap + traces - 2 * trace_of_root))


def _trace_of_root(C1: np.ndarray, C2: np.ndarray) -> float:
    """tr (C₁C₂)^½, to which features that are constant on a side add nothing."""
    alive = (C1.diagonal() > 0) & (C2.diagonal() > 0)
    if not alive.any():
        return 0.0
    if not alive.all():
        C1, C2 = (C[np.ix_(alive, alive)] for C in (C1, C2))
    for singular, regular in ((C1, C2), (C2, C1)):
        try:
            return _sum_of_roots(eigvalsh(singular, regular, type=2, driver="gv"))
        except LinAlgError:
            continue
    values, vectors = np.linalg.eigh(C2)
    kept = values > len(C2) * np.finfo("float64").eps * values[-1]
    L = vectors[:, kept] * np.sqrt(values[kept])
    return _sum_of_roots(np.linalg.eigvalsh(L.T @ (C1 @ L)))


def _sum_of_roots(values: np.ndarray) -> float:
    """Σ λ^½, where what an eigenvalue solver makes of a zero counts as zero."""
    return float(np.sqrt(values[values > 8 * np.finfo("float64").eps * values.max(initial=0)]).sum())
