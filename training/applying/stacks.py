"""Stacks: array files of pictures of any size and number of channels, whose rows a product is applied to."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.levels import scaled, usual_range
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.applying.files import MOST, PIXELS

SUFFIX = ".npy"


class Stack:
    """Pictures [n, H, W, C] of an array file, or the one [H, W, C] that it holds, mapped from disk.

    Args:
        path: of the file.
        channels: that there must be; grey pictures may do without the axis.
        value_range: of black and white, as it was said for training.
        noted: what training took numbers other than uint8 for; None for what such values usually mean.
        size: (height, width) that they must have; None for any.

    Attributes:
        parts: how many passes they take.

    Raises:
        SuiteError: no such pictures.
    """

    def __init__(
        self,
        path: Path,
        channels: int,
        value_range: tuple[float, float] | None,
        noted: tuple[float, float] | None,
        size: Sequence[int] | None,
    ) -> None:
        try:
            rows: Array = np.lib.format.open_memmap(path, mode="r")
        except (OSError, ValueError, EOFError) as error:
            raise SuiteError(f"{path} cannot be read as an array file: {error}") from None
        if channels == 1 and rows.ndim < 4 and rows.shape[-1:] != (1,):
            rows = rows[..., None]
        rows = rows[None] if rows.ndim == 3 else rows
        wanted = [*(size or rows.shape[1:3]), channels]
        if rows.ndim != 4 or [*rows.shape[1:]] != wanted or not rows.size:
            sides = ", ".join(map(str, size or ("height", "width")))
            raise SuiteError(f"{path} holds {[*rows.shape]}: give pictures [n, {sides}, {channels}], as in training.")
        self._rows = rows
        self._scale = value_range or ((0.0, 255.0) if rows.dtype == np.uint8 else noted or usual_range(rows))
        self._size = min(MOST, max(1, PIXELS // (rows.shape[1] * rows.shape[2])))
        self.parts = -(-len(rows) // self._size)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Array]:
        for first in range(0, len(self), self._size):
            yield scaled(np.array(self._rows[first : first + self._size]), self._scale)
