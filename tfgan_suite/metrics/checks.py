"""Checks of inputs that every score makes before it computes anything."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError


def feature_rows(features: ArrayLike) -> np.ndarray:
    """Features as a finite matrix in the float dtype they come in, or float64; nothing of size [n, d] is copied.

    Args:
        features: [n, d], n ≥ 1, any real dtype.

    Raises:
        SuiteError: not a matrix, no rows, or a value that is not finite.
    """
    x = np.asarray(features)
    x = x if x.dtype.kind == "f" else x.astype("float64")
    if x.ndim != 2 or 0 in x.shape:
        raise SuiteError(f"features have shape {x.shape}; give one row of numbers per example, [n, d]")
    if not all(np.isfinite(x[i : i + 1024]).all() for i in range(0, len(x), 1024)):
        raise SuiteError("features hold NaN or infinity; check the samples and the network that read them")
    return x


def feature_matrix(features: ArrayLike) -> np.ndarray:
    """Features as a finite float64 matrix.

    Args:
        features: [n, d], n ≥ 1, any real dtype.

    Raises:
        SuiteError: not a matrix, no rows, or a value that is not finite.
    """
    return feature_rows(features).astype("float64", copy=False)


def probability_matrix(probabilities: ArrayLike) -> np.ndarray:
    """Class probabilities as a float64 matrix whose rows sum to exactly 1, up to rounding.

    Args:
        probabilities: [n, K], n ≥ 1, each row ≥ 0 with a sum within 1e-3 of 1.

    Raises:
        SuiteError: not a matrix of finite numbers, or rows that are not distributions.
    """
    p = feature_matrix(probabilities)
    total = p.sum(axis=1, keepdims=True)
    if p.min() < 0 or np.abs(total - 1).max() > 1e-3:
        raise SuiteError("rows are not probabilities (≥ 0, sum 1); apply a softmax to logits first")
    return p / total
