"""Parzen log-likelihood: of held-out data under a kernel density of samples."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.distributions.discrepancy import typical_distance
from tfgan_suite.metrics.distributions.distances import Distances


class ParzenLikelihood(NamedTuple):
    """Mean log-density of a test example in nats, its standard error, and the kernels' standard deviation."""

    mean: float
    standard_error: float
    bandwidth: float


def parzen_log_likelihood(
    fake: ArrayLike, validation: ArrayLike, test: ArrayLike, bandwidths: Sequence[float] | None = None
) -> ParzenLikelihood:
    """Mean over x of log (1/N) Σᵢ N(x; fakeᵢ, h² I): Goodfellow et al. 2014, arXiv:1406.2661, section 5.

    Too low by an amount that grows with d, since no N fills a space of many dimensions: there it does not even rank
    models (Theis et al. 2016, https://arxiv.org/abs/1511.01844, section 3.2), and centres of clusters of the training
    data beat the data. Of use in a few dimensions, and to compare with old papers at their N.

    Args:
        fake: [N, d] generated examples or features.
        validation: [m, d] real ones, on which h is chosen.
        test: [n, d] other real ones, n ≥ 2.
        bandwidths: the h to choose from; by default 26 from 1/300 of the examples' `typical_distance` to all of it.

    Raises:
        SuiteError: different d, values that are not finite, fewer than two test examples, or no positive bandwidth.
    """
    widths = list(typical_distance(fake) * np.geomspace(1 / 300, 1, 26) if bandwidths is None else bandwidths)
    if not widths or not min(widths) > 0:
        raise SuiteError("the kernels have no width; give bandwidths > 0, or examples that are not all alike")
    best = widths[int(np.argmax(_log_densities(validation, fake, widths).mean(axis=1)))]
    (values,) = _log_densities(test, fake, [best])
    if len(values) < 2:
        raise SuiteError("one test example has no standard error; give at least 2")
    return ParzenLikelihood(float(values.mean()), float(values.std(ddof=1) / len(values) ** 0.5), float(best))


def _log_densities(points: ArrayLike, centres: ArrayLike, bandwidths: Sequence[float]) -> np.ndarray:
    """[bandwidths, n], of each point."""
    distances = Distances(points, centres)
    sums = np.full((len(bandwidths), len(distances.real)), -np.inf)
    for rows, _, tile in distances.across():
        nearest = tile.min(axis=1, keepdims=True)
        tile -= nearest
        for total, h in zip(sums, bandwidths, strict=True):
            part = np.exp(tile * (-0.5 / h**2)).sum(axis=1)
            total[rows] = np.logaddexp(total[rows], np.log(part) - 0.5 / h**2 * nearest[:, 0])
    N, d = distances.fake.shape
    return sums - np.log(N) - d / 2 * np.log(2 * np.pi * np.square(bandwidths))[:, None]
