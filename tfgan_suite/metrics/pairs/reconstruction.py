"""Unexplained variance: the share of the variance of data that reconstructions miss."""

from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_matrix


def unexplained(features: ArrayLike, rebuilt: ArrayLike) -> float:
    """Squared error of the features of reconstructions, as a share of the variance of those they are of.

    Args:
        features: [n, d] of the originals, not all alike.
        rebuilt: [n, d] of their reconstructions, in the same order.

    Returns:
        0 for perfect ones, 1 for what always answers the mean, about 2 for other examples of the same data.

    Raises:
        SuiteError: matrices of different shape.
    """
    f, g = feature_matrix(features), feature_matrix(rebuilt)
    if f.shape != g.shape:
        raise SuiteError(f"features {f.shape} and those of the reconstructions {g.shape} differ: give pairs, in order")
    return float(((f - g) ** 2).sum() / ((f - f.mean(axis=0)) ** 2).sum())
