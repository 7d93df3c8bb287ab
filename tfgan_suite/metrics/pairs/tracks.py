"""Track correlation: how alike two motions are."""

import numpy as np

from tfgan_suite.aliases import Array


def track_correlation(ours: Array, theirs: Array) -> float:
    """Mean correlation of tracks, each centred on its own mean place.

    Args:
        ours, theirs: [N, T, d], N tracks of T places; those that rest count as 0.

    Returns:
        -1 to 1; 1 where tracks are alike up to their place and extent, about 0 where they have nothing in common.
    """
    a, b = (np.asarray(x, np.float64) - np.mean(x, 1, keepdims=True) for x in (ours, theirs))
    scale = np.sqrt((a**2).sum((1, 2)) * (b**2).sum((1, 2)))
    return float(np.mean((a * b).sum((1, 2)) / np.maximum(scale, 1e-9)))
