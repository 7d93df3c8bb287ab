"""Mask overlap: Dice and IoU."""

import numpy as np

from tfgan_suite.errors import SuiteError


def dice(predicted: np.ndarray, true: np.ndarray) -> float:
    """2 |A ∩ B| / (|A| + |B|), the mean over images of which one mask at least holds something; 0 if there is none.

    Args:
        predicted, true: boolean masks [n, H, W, 1].
    """
    both, total, _ = _counts(predicted, true)
    return _mean_ratio(2 * both, total)


def iou(predicted: np.ndarray, true: np.ndarray) -> float:
    """|A ∩ B| / |A ∪ B|, its mean as in `dice`, with the same arguments."""
    both, _, either = _counts(predicted, true)
    return _mean_ratio(both, either)


def _mean_ratio(shares, wholes):
    counted = wholes > 0
    return float(np.mean(shares[counted] / wholes[counted])) if counted.any() else 0.0


def _counts(predicted, true):
    a, b = np.asarray(predicted), np.asarray(true)
    if a.shape != b.shape or not a.size or a.dtype != bool or b.dtype != bool:
        raise SuiteError(
            f"masks are {a.dtype} {a.shape} and {b.dtype} {b.shape}; give boolean masks of one shape, one at least"
        )
    over = tuple(range(1, a.ndim))
    return (a & b).sum(over), a.sum(over) + b.sum(over), (a | b).sum(over)
