"""Real-real floor: what a score gives for real examples against other real ones, by its bias alone."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_rows
from tfgan_suite.metrics.distributions.frechet import fid


def real_floor(features: ArrayLike, n: int, seed: int = 0, score: Callable = fid) -> Any:
    """The real-real floor: what `score` says of two disjoint random samples of n real examples each.

    Args:
        features: [N, d] of real examples, N ≥ 2 n.
        n: size of each sample, the n of the score that this floor is for.
        seed: draws the samples.
        score: takes two samples [n, d], such as `fid`, `kid`, `mmd` or `wasserstein_distance`.

    Returns:
        Whatever `score` does.

    Raises:
        SuiteError: fewer than 2 n examples.
    """
    x = feature_rows(features)
    if len(x) < 2 * n:
        raise SuiteError(f"a real-real floor at n = {n} needs {2 * n} real examples, not {len(x)}; lower n")
    order = np.random.default_rng(seed).permutation(len(x))
    return score(x[order[:n]], x[order[n : 2 * n]])
