"""Label accuracy and class coverage of generated examples, by a classifier's decisions."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import probability_matrix


def label_accuracy(probabilities: ArrayLike, labels: ArrayLike) -> float:
    """Share of examples that the classifier gives the label they were made for.

    Args:
        probabilities: [n, K], p(y|x) of each example.
        labels: [n] integers, 0 ≤ label < K: what the generator was asked for, or the truth of real examples.

    Returns:
        0 to 1; 1 / K is chance, and the classifier's own accuracy on real data is the figure to compare with.

    Raises:
        SuiteError: labels that are not integers in range, one for each row.
    """
    p, y = probability_matrix(probabilities), np.asarray(labels)
    if y.shape != p.shape[:1] or y.dtype.kind not in "iu":
        raise SuiteError(f"labels are {y.dtype} of shape {y.shape}; give {len(p)} integers, one an example")
    if y.min() < 0 or y.max() >= p.shape[1]:
        raise SuiteError(f"labels run from {y.min()} to {y.max()}; give 0 to {p.shape[1] - 1}, the classifier's")
    return float(np.mean(p.argmax(axis=1) == y))


def classes_present(probabilities: ArrayLike, least: float = 0.1) -> int:
    """Number of classes that the examples reach: the mode count on a classifier's classes.

    Args:
        probabilities: [n, K], p(y|x) of each example.
        least: a class counts from this fraction of an equal share, n / K; a few misread images are none.

    Returns:
        0 to K.

    Raises:
        SuiteError: rows that are not probabilities.
    """
    p = probability_matrix(probabilities)
    counts = np.bincount(p.argmax(axis=1), minlength=p.shape[1])
    return int(np.sum(counts >= max(1.0, least * len(p) / p.shape[1])))
