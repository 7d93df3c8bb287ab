"""How well predicted masks cover true ones."""

import numpy as np

from tfgan_suite.errors import SuiteError


def dice(predicted: np.ndarray, true: np.ndarray) -> float:
    """2 |A ∩ B| / (|A| + |B|), the mean over images; 1 where both are empty.

    Args:
        predicted, true: boolean masks [n, H, W, 1].
    """
    both, total, _ = _counts(predicted, true)
    return float(np.mean(np.where(total, 2 * both / np.maximum(total, 1), 1.0)))


def iou(predicted: np.ndarray, true: np.ndarray) -> float:
    """|A ∩ B| / |A ∪ B|, the mean over images; 1 where both are empty. Arguments as in `dice`."""
    both, _, either = _counts(predicted, true)
    return float(np.mean(np.where(either, both / np.maximum(either, 1), 1.0)))


def _counts(predicted, true):
    a, b = np.asarray(predicted), np.asarray(true)
    if a.shape != b.shape or not a.size or a.dtype != bool or b.dtype != bool:
        raise SuiteError(
            f"masks are {a.dtype} {a.shape} and {b.dtype} {b.shape}; give boolean masks of one shape, one at least"
        )
    over = tuple(range(1, a.ndim))
    return (a & b).sum(over), a.sum(over) + b.sum(over), (a | b).sum(over)
