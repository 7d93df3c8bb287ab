"""Matched accuracy: how well clusters found without labels agree with labels."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import linear_sum_assignment

from tfgan_suite.errors import SuiteError


def matched_accuracy(clusters: ArrayLike, labels: ArrayLike) -> float:
    """Share of examples whose cluster is their label, once clusters are named as well as can be.

    Each cluster stands for at most one label and each label for at most one cluster; the best such matching is exact
    (Kuhn 1955, the Hungarian method).

    Args:
        clusters: [n] integers ≥ 0, what was found.
        labels: [n] integers ≥ 0, the truth.

    Returns:
        0 to 1. With K balanced labels a guess gives a little over 1 / K, since the matching is chosen afterwards.

    Raises:
        SuiteError: not two lists of integers of one length.
    """
    c, y = np.asarray(clusters), np.asarray(labels)
    if c.ndim != 1 or c.shape != y.shape or not c.size or {c.dtype.kind, y.dtype.kind} - {"i", "u"}:
        raise SuiteError(
            f"clusters {c.dtype}{c.shape} and labels {y.dtype}{y.shape}: give one integer an example in each"
        )
    counts = np.zeros((c.max() + 1, y.max() + 1), int)
    np.add.at(counts, (c, y), 1)
    return float(counts[linear_sum_assignment(counts, maximize=True)].sum() / c.size)
