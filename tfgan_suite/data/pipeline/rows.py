"""Rows: a part of an array, or its rows several times over, read when they are asked for.

What is read of an array that is mapped from disk is copied, and its pages are let go at once: they stay in the page
cache of the machine, not in the process, whose memory is then the same for any number of examples.
"""

import mmap
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

PART = 2**24

Space = Callable[[tuple[int, ...], Any], np.ndarray]
"""Makes an array of a shape and dtype, in memory as `np.empty` or elsewhere, to be filled."""


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
        chosen = read(self.array, self.rows[first])
        return chosen[(slice(None),) * (chosen.ndim == self.ndim) + tuple(further)] if further else chosen

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.asarray(read(self.array, self.rows), dtype)


def read(array: Any, at: Any) -> np.ndarray:
    """`array[at]`; of an array that is mapped from disk a copy, of which nothing stays mapped in memory."""
    chosen = array[at]
    if not isinstance(array, np.memmap):
        return chosen
    chosen = np.array(chosen)
    let_go(array)
    return chosen


def in_parts(array: Any) -> Iterator[np.ndarray]:
    """An array from beginning to end, some rows at a time, as `read` gives them."""
    few = max(1, PART // max(1, array.dtype.itemsize * int(np.prod(array.shape[1:]))))
    return (read(array, slice(first, first + few)) for first in range(0, len(array), few))


def joined(parts: list[np.ndarray], space: Space = np.empty) -> np.ndarray:
    """The rows of all parts, one after another."""
    whole, done = space((sum(map(len, parts)), *parts[0].shape[1:]), np.result_type(*parts)), 0
    for rows in (rows for part in parts for rows in in_parts(part)):
        whole[done : done + len(rows)] = rows
        done += len(rows)
        let_go(whole)
    return whole


def let_go(array: Any) -> None:
    """Takes the pages of an array that is mapped from disk out of memory, until they are asked for again."""
    is_shared = isinstance(array, np.memmap) and array.mode != "c"
    if is_shared and hasattr(mmap, "MADV_DONTNEED") and isinstance(array._mmap, mmap.mmap):  # not on Windows
        array._mmap.madvise(mmap.MADV_DONTNEED)


def is_mapped(array: Any) -> bool:
    """Whether rows of it are read when they are asked for."""
    return isinstance(array, np.memmap | Rows)


def taken(array: Any, rows: Any) -> Any:
    """`array[rows]`, left on disk if it is there."""
    is_reference = isinstance(array, Rows) or (isinstance(array, np.memmap) and not isinstance(rows, slice))
    return _referred(array, rows) if is_reference else array[rows]


def repeated(array: Any, n: int) -> Any:
    """`n` rows, those of `array` again and again, by reference; `array` itself where it has as many."""
    return array if len(array) == n else _referred(array, np.resize(np.arange(len(array)), n))


def different(array: Any) -> int:
    """How many different rows an array has, as far as they are taken by reference."""
    return len(np.unique(array.rows)) if isinstance(array, Rows) else len(array)


def _referred(array, rows):
    return Rows(array.array, array.rows[rows]) if isinstance(array, Rows) else Rows(array, rows)
