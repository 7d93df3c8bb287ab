"""The Fréchet distance between two sets of features, and the floor that its bias sets."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_matrix
from tfgan_suite.metrics.moments import Gaussian, Moments


def frechet_distance(a: Moments | Gaussian, b: Moments | Gaussian) -> float:
    """Squared Fréchet (2-Wasserstein) distance between the normal laws with these moments.

    |m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁C₂)^½): Dowson and Landau 1982, eq. 4; as a score of images Heusel et al.
    2017, https://arxiv.org/abs/1706.08500, eq. 6. With C = L Lᵀ the last trace is the sum of the singular
    values of L₁ᵀL₂, so it is real by construction and right for covariances of any rank.

    Args:
        a, b: anything with a `mean` [d] and a `covariance` [d, d].

    Returns:
        A number ≥ 0 in squared units of the features; swapping the arguments changes nothing but rounding.

    Raises:
        SuiteError: the two differ in d.
    """
    m1, C1, m2, C2 = (np.asarray(x, "float64") for x in (a.mean, a.covariance, b.mean, b.covariance))
    if m1.shape != m2.shape:
        raise SuiteError(f"features of size {m1.size} and {m2.size} do not compare; use one extractor")
    cross = _singular_values(_factor(C1).T @ _factor(C2)).sum()
    return max(0.0, float((m1 - m2) @ (m1 - m2) + np.trace(C1) + np.trace(C2) - 2 * cross))


def fid(features_a: ArrayLike, features_b: ArrayLike) -> float:
    """`frechet_distance` between two samples.

    Biased upwards, the more the larger d and the smaller n (two samples of one 64-dimensional standard
    normal: 2.3 at n = 1,000, .22 at 10,000), so only values at equal n compare, each against `real_floor`.

    Args:
        features_a, features_b: [n, d], n ≥ 2.

    Raises:
        SuiteError: fewer than two rows, values that are not finite, or different d.
    """
    return frechet_distance(Moments().update(features_a), Moments().update(features_b))


def real_floor(features: ArrayLike, n: int, seed: int = 0) -> float:
    """The real-real floor: what `fid` says of two disjoint random samples of n real examples each.

    Args:
        features: [N, d] of real examples, N ≥ 2 n.
        n: size of each sample, the n of the score that this floor is for.
        seed: draws the samples.

    Raises:
        SuiteError: fewer than 2 n examples.
    """
    x = feature_matrix(features)
    if len(x) < 2 * n:
        raise SuiteError(f"a real-real floor at n = {n} needs {2 * n} real examples, not {len(x)}; lower n")
    order = np.random.default_rng(seed).permutation(len(x))
    return fid(x[order[:n]], x[order[n : 2 * n]])


def _factor(C: np.ndarray) -> np.ndarray:
    """L with L Lᵀ = C: Cholesky's where C has full rank, else the scaled eigenvectors of its range."""
    negligible = len(C) * np.finfo("float64").eps
    try:
        L = np.linalg.cholesky(C)
        if L.diagonal().min() ** 2 > negligible * C.diagonal().max():
            return L
    except np.linalg.LinAlgError:
        pass
    values, vectors = np.linalg.eigh(C)
    kept = values > negligible * values[-1]
    return vectors[:, kept] * np.sqrt(values[kept])


def _singular_values(M: np.ndarray) -> np.ndarray:
    """By the smaller Gram matrix: twice as fast as an SVD, with an error of 1e-8 of the largest at worst."""
    gram = M @ M.T if M.shape[0] <= M.shape[1] else M.T @ M
    return np.sqrt(np.maximum(np.linalg.eigvalsh(gram), 0.0))
