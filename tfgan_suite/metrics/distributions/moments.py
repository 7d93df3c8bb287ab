"""Streaming moments: mean and covariance of features, exact in any batch size and order of merging."""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_rows

ROWS = 8192  # of a batch that are float64 at a time


class Gaussian(NamedTuple):
    """A known mean [d] and covariance [d, d]; stands wherever a score takes `Moments`."""

    mean: np.ndarray
    covariance: np.ndarray


class Moments:
    """Streaming mean and covariance in float64.

    Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances",
    eq. 2.1, with outer products in place of squares. Memory is a few
    times d² numbers, and `ROWS` of the features, whatever n is.

    Attributes:
        n: number of rows seen.
    """

    def __init__(self) -> None:
        self.n = 0
        self._mean = np.zeros(0)
        self._scatter = np.zeros((0, 0))  # Σ (x − mean)(x − mean)ᵀ

    def update(self, features: ArrayLike) -> Self:
        """Takes in a batch of features [n, d] and returns itself.

        Raises:
            SuiteError: not a matrix, not finite, or another d than before.
        """
        x = feature_rows(features)
        for first in range(0, len(x), ROWS):
            rows = x[first : first + ROWS].astype("float64")
            batch = Moments()
            batch.n = len(rows)
            batch._mean = rows.mean(axis=0)
            rows -= batch._mean
            batch._scatter = rows.T @ rows
            self.merge(batch)
        return self

    def merge(self, other: "Moments") -> Self:
        """Takes in all that `other` has seen and returns itself; `other` stays as it is.

        Raises:
            SuiteError: the two have seen features of different size.
        """
        if not other.n:
            return self
        if not self.n:
            self.n, self._mean, self._scatter = other.n, other._mean.copy(), other._scatter.copy()
            return self
        if self._mean.shape != other._mean.shape:
            raise SuiteError(
                f"features of size {other._mean.size} cannot join features of size {self._mean.size}; "
                "read both with the same extractor"
            )
        n = self.n + other.n
        gap = other._mean - self._mean
        self._scatter += other._scatter
        self._scatter += np.outer(gap * (self.n * other.n / n), gap)
        self._mean = self._mean + gap * (other.n / n)
        self.n = n
        return self

    @property
    def mean(self) -> np.ndarray:
        """The mean [d]. Raises `SuiteError` before the first row."""
        self._need(1)
        return self._mean

    @property
    def covariance(self) -> np.ndarray:
        """The unbiased covariance [d, d], with divisor n − 1. Raises `SuiteError` before the second row."""
        self._need(2)
        return self._scatter / (self.n - 1)

    def _need(self, rows: int) -> None:
        if self.n < rows:
            raise SuiteError(f"moments of {self.n} examples are asked for and need {rows}; add more examples")
