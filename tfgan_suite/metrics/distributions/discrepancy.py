"""Maximum mean discrepancy (MMD) with a Gaussian kernel."""

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.distributions.distances import Distances
from tfgan_suite.metrics.distributions.moments import Moments


def mmd(real: ArrayLike, fake: ArrayLike, bandwidth: float | None = None) -> float:
    """Squared discrepancy, unbiased, with the kernel k(x, y) = exp(−|x − y|² / 2 s²).

    mean k(x, x′) + mean k(y, y′) − 2 mean k(x, y), the first two over different examples: Gretton et al. 2012,
    https://jmlr.org/papers/v13/gretton12a.html, eq. 3. Without bias at any n, so it may be negative: about 0 is equal.

    Args:
        real: features [n, d], n ≥ 2.
        fake: features [m, d], m ≥ 2.
        bandwidth: s; by default `typical_distance` of the real features. Values at different s do not compare.

    Raises:
        SuiteError: fewer than two rows, different d, values that are not finite, or a bandwidth that is not positive.
    """
    distances = Distances(real, fake)
    n, m = len(distances.real), len(distances.fake)
    if min(n, m) < 2:
        raise SuiteError(f"{n} real and {m} generated examples have no pairs; give at least 2 of each")
    xx, yy, xy = _sums(distances, _positive(typical_distance(real) if bandwidth is None else bandwidth))
    return xx / (n * (n - 1)) + yy / (m * (m - 1)) - 2 * xy / (n * m)


def biased_root_mmd(real: ArrayLike, fake: ArrayLike, bandwidth: float | None = None) -> float:
    """Root of the discrepancy with each example paired with itself too, as the program of Xu et al. 2018 prints it.

    https://arxiv.org/abs/1806.07755, section 2, with the bandwidth of https://github.com/xuqiantong/GAN-Metrics. It is
    ≥ 0 and biased upwards: squared, two samples of n of one law differ by (2 − 2 E k) / n. Not to be mixed with `mmd`.

    Args: as of `mmd`, n ≥ 1 and m ≥ 1 if a bandwidth is given.
    """
    distances = Distances(real, fake)
    n, m = len(distances.real), len(distances.fake)
    xx, yy, xy = _sums(distances, _positive(typical_distance(real) if bandwidth is None else bandwidth))
    return max(0.0, (xx + n) / n**2 + (yy + m) / m**2 - 2 * xy / (n * m)) ** 0.5


def typical_distance(features: ArrayLike) -> float:
    """Root of the mean squared distance between two rows, drawn with replacement: (2 tr C)^½ with divisor n.

    Args:
        features: [n, d], n ≥ 2.
    """
    moments = Moments().update(features)
    return float(np.sqrt(2 * np.trace(moments.covariance) * (moments.n - 1) / moments.n))


def _positive(bandwidth: float) -> float:
    if not 0 < bandwidth < np.inf:
        raise SuiteError(f"a kernel of bandwidth {bandwidth} tells nothing; give a positive number")
    return bandwidth


def _sums(distances: Distances, bandwidth: float) -> tuple[float, float, float]:
    """Sums of the kernel over different real, over different generated, and over mixed pairs."""

    def kernel(tile):
        tile *= -0.5 / bandwidth**2
        return float(np.exp(tile, out=tile).sum())

    def twice(features):
        return sum((1 if rows == columns else 2) * kernel(tile) for rows, columns, tile in distances.within(features))

    return twice(distances.real), twice(distances.fake), sum(kernel(tile) for *_, tile in distances.across())
