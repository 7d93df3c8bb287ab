"""Agreement of pairs: the correlation of what two images show."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError


def correlation(a: ArrayLike, b: ArrayLike) -> float:
    """Pearson's correlation of the values of a[i] with those of b[i], the mean over i; a constant example counts 0.

    Args:
        a, b: [n, ...] of one shape.

    Raises:
        SuiteError: they differ in shape.
    """
    x, y = (np.asarray(values, "float64").reshape(np.shape(values)[0], -1) for values in (a, b))
    if x.shape != y.shape:
        raise SuiteError(f"pairs of shape {np.shape(a)} and {np.shape(b)} do not compare; give one shape")
    x, y = (values - values.mean(1, keepdims=True) for values in (x, y))
    scale = np.linalg.norm(x, axis=1) * np.linalg.norm(y, axis=1)
    return float(np.mean(np.sum(x * y, axis=1) / np.where(scale > 0, scale, 1)))
