"""Pairwise distances between all rows of two sets of features, a tile at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.checks import feature_rows

ROWS = 1024  # of a side of a tile; 1024² distances are 8 MB
ROUNDING = 1e-12  # of the squares that a squared distance is made from


class Distances:
    """Squared Euclidean distances between real and generated features, in tiles of float64.

    |x − y|² = |x|² + |y|² − 2 xᵀy, of features moved to the mean of the real ones. The features stay in the dtype they
    come in and only `ROWS` of each side at a time are float64: beside the features themselves it takes some 50 MB at
    any n (and 16 KB a feature), so two sets of 50,000 × 2,048 float32 features (820 MB) stay below 1 GB.

    Args:
        real: [n, d], any real dtype.
        fake: [m, d].

    Attributes:
        real, fake: the features as given.

    Raises:
        SuiteError: not matrices of finite numbers, or of different d.
    """

    def __init__(self, real: ArrayLike, fake: ArrayLike) -> None:
        self.real, self.fake = feature_rows(real), feature_rows(fake)
        if self.real.shape[1] != self.fake.shape[1]:
            raise SuiteError(
                f"features of size {self.real.shape[1]} and {self.fake.shape[1]} do not compare; use one extractor"
            )
        self._centre = self.real.mean(axis=0, dtype="float64")

    def within(self, features: np.ndarray) -> Iterator[tuple[slice, slice, np.ndarray]]:
        """Rows, columns and distances [p, q] of the tiles on and above the diagonal; from a row to itself is inf.

        Args:
            features: `self.real` or `self.fake`.
        """
        for rows, left in self._sides(features, left=True):
            for columns, right in self._sides(features, rows.start):
                tile = _product(left, right)
                if rows == columns:
                    np.fill_diagonal(tile, np.inf)
                yield rows, columns, tile

    def across(self) -> Iterator[tuple[slice, slice, np.ndarray]]:
        """Rows (of the real), columns (of the generated) and distances [p, q] of all tiles."""
        for rows, left in self._sides(self.real, left=True):
            for columns, right in self._sides(self.fake):
                yield rows, columns, _product(left, right)

    def rounding(self, features: np.ndarray) -> np.ndarray:
        """[n], what squared distances near each of these rows may be wrong by."""
        return np.concatenate([ROUNDING * right[:, -1] for _, right in self._sides(features)])

    def _sides(self, features: np.ndarray, start: int = 0, left: bool = False) -> Iterator[tuple[slice, np.ndarray]]:
        """Blocks [−2x, |x|², 1] on the left and [y, 1, |y|²] on the right, whose product is the distance."""
        for first in range(start, len(features), ROWS):
            x = features[first : first + ROWS] - self._centre
            square, one = np.einsum("ij,ij->i", x, x)[:, None], np.ones((len(x), 1))
            parts = [-2 * x, square, one] if left else [x, one, square]
            yield slice(first, first + len(x)), np.concatenate(parts, axis=1)


def _product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    tile = left @ right.T
    return np.maximum(tile, 0, out=tile)
