"""Rows: a part of an array, or its rows several times over, read when they are asked for."""

from typing import Any

import numpy as np


class Rows:
    """Rows of an array that is mapped from disk, or too large to repeat, in any order, read when they are asked for.

    Args:
        array: the whole, such as a `np.memmap`.
        rows: numbers of the rows that are meant.
    """

    def __init__(self, array: np.ndarray, rows: np.ndarray) -> None:
        self.array = array
        self.rows = np.asarray(rows)

    @property
    def dtype(self) -> np.dtype:
        return self.array.dtype

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self.rows), *self.array.shape[1:])

    @property
    def ndim(self) -> int:
        return self.array.ndim

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: Any) -> np.ndarray:
        """As of an array: a row, some rows, or, after the first of several indices, parts of them."""
        first, *further = at if isinstance(at, tuple) else (at,)
        if first is Ellipsis:
            first, further = slice(None), [Ellipsis, *further]
        chosen = np.asarray(self.array[self.rows[first]])
        return chosen[(slice(None),) * (chosen.ndim == self.ndim) + tuple(further)] if further else chosen

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.asarray(self.array[self.rows], dtype)


def is_mapped(array: Any) -> bool:
    """Whether rows of it are read when they are asked for."""
    return isinstance(array, np.memmap | Rows)


def taken(array: Any, rows: Any) -> Any:
    """`array[rows]`, left on disk if it is there."""
    if isinstance(array, Rows):
        return Rows(array.array, array.rows[rows])
    return Rows(array, rows) if isinstance(array, np.memmap) and not isinstance(rows, slice) else array[rows]
