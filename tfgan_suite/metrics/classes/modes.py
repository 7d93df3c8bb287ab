"""Mode coverage: how many modes of known data the samples reach, and how evenly."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError


def nearest_modes(points: ArrayLike, centres: ArrayLike, reach: float = np.inf) -> np.ndarray:
    """The number of the centre nearest to each point, int [n]; -1 where none is within `reach`.

    Args:
        points: [n, d].
        centres: [K, d].
        reach: Euclidean distance.
    """
    distances = np.linalg.norm(np.asarray(points)[:, None] - np.asarray(centres)[None], axis=-1)
    return np.where(distances.min(1) <= reach, distances.argmin(1), -1)


def modes_reached(modes: ArrayLike, total: int, least: float = 0.1) -> int:
    """Number of modes that hold at least a fraction `least` of an equal share of the examples.

    Args:
        modes: [n] integers below `total`; negative ones are in no mode, and count as examples.
        total: K, how many modes there are.
    """
    counts = _counts(modes, total)
    return int(np.sum(counts >= max(1.0, least * np.size(modes) / total)))


def entropy(modes: ArrayLike, total: int) -> float:
    """Entropy in bits of the share of examples in each mode: 0 for a single mode, log2 K for all alike.

    Raises:
        SuiteError: no example is in any mode.
    """
    counts = _counts(modes, total)
    if not counts.any():
        raise SuiteError("no example is in any mode; give some, or allow a wider reach")
    share = counts[counts > 0] / counts.sum()
    return float((share * np.log2(1 / share)).sum())


def _counts(modes, total):
    modes = np.asarray(modes)
    if modes.size and modes.max() >= total:
        raise SuiteError(f"mode {modes.max()} is none of {total}; number them from 0")
    return np.bincount(modes[modes >= 0], minlength=total)
