"""Kernel Inception Distance (KID): a discrepancy whose mean does not depend on n."""

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_rows


class KernelDistance(NamedTuple):
    """Mean over the subsets, and their standard deviation (divisor: subsets); neither is times 1000.

    Where there is one subset only there is no deviation.
    """

    mean: float
    sd: float | None


def kid(
    real: ArrayLike, fake: ArrayLike, *, subsets: int = 100, subset_size: int = 1000, seed: int = 0
) -> KernelDistance:
    """Squared maximum mean discrepancy, unbiased, with the kernel (xᵀy / d + 1)³, on random subsets.

    Bińkowski et al. 2018, https://arxiv.org/abs/1801.01401, section 4. Two samples of one law give about 0, also less
    than 0. The mean compares between sets of different n; the spread is that of subsets of `subset_size`, n does not
    shrink it. "KID" is its name on features of Inception-v3; on others it is a kernel distance on those. Products xᵀy
    have the precision of the features, at least single, and all else is double.

    Args:
        real: features [n, d].
        fake: features [m, d].
        subsets: how many pairs of subsets are drawn, ≥ 1.
        subset_size: examples in each, 2 ≤ subset_size ≤ min(n, m), drawn without replacement.
        seed: draws them.

    Raises:
        SuiteError: fewer rows than a subset takes, different d, or values that are not finite.
    """
    x, y = feature_rows(real), feature_rows(fake)
    if x.shape[1] != y.shape[1]:
        raise SuiteError(f"features of size {x.shape[1]} and {y.shape[1]} do not compare; use one extractor")
    if subsets < 1 or not 2 <= subset_size <= min(len(x), len(y)):
        raise SuiteError(
            f"{len(x)} real and {len(y)} generated examples give no subsets of {subset_size}; lower subset_size"
        )
    x, y = (side.astype(np.result_type(side, "float32"), copy=False) for side in (x, y))
    if subset_size == len(x) == len(y):  # all subsets are the same one
        subsets = 1
    rng, work = np.random.default_rng(seed), np.empty((2, subset_size, subset_size))
    subset = functools.partial(rng.choice, size=subset_size, replace=False)
    values = [_discrepancy(x[subset(len(x))], y[subset(len(y))], work) for _ in range(subsets)]
    return KernelDistance(float(np.mean(values)), float(np.std(values)) if subsets > 1 else None)


def _discrepancy(x: np.ndarray, y: np.ndarray, work: np.ndarray) -> float:
    n, d = x.shape
    x, y = x / d**0.5, y / d**0.5
    kernel, squares = work

    def cubes(a, b):
        np.add(a @ b.T, 1, out=kernel, dtype="float64")
        np.multiply(kernel, kernel, out=squares)
        return np.vdot(squares, kernel)

    same = sum(cubes(side, side) - np.sum(kernel.diagonal() ** 3) for side in (x, y))
    return float(same / (n * (n - 1)) - 2 * cubes(x, y) / n**2)
