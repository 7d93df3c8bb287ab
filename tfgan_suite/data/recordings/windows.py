"""Windows: files that are longer than an example, cut into several."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.data.folders import arrays
from tfgan_suite.data.pipeline.decoding import attempted
from tfgan_suite.errors import SuiteError

AT_ONCE = 8


def windowed(values: Sequence[Any] | np.ndarray, length: int) -> np.ndarray:
    """All whole windows of `length` values, [n, length, ...], one after another; they share nothing.

    Raises:
        SuiteError: a length below 1.
    """
    if length < 1:
        raise SuiteError(f"a length of {length} holds nothing; give 1 or more")
    values = np.asarray(values)
    n = len(values) // length
    return values[: n * length].reshape(n, length, *values.shape[1:])


def cut(
    read: Callable[[Path], np.ndarray], files: list[Path], shape: tuple[int, ...], dtype: Any, name: str, room: Path
) -> tuple[np.ndarray, list]:
    """The windows of all files that can be read, [N, *shape], and for each file how many it has or the error.

    Args:
        read: the windows of one file, [n, *shape].
        files: all of them.
        shape, dtype: of one window.
        name: of the set.
        room: directory for what is larger than `arrays.MAPPED_FROM`, which is mapped from there.
    """
    counts: list[Any] = []
    held: list[np.ndarray] = []
    with ExitStack() as stack:
        file = None
        for first in range(0, len(files), AT_ONCE):
            part = files[first : first + AT_ONCE]
            for found in attempted(read, part, f"reading {name} from {first} of {len(files)}"):
                if isinstance(found, Exception):
                    counts.append(found)
                else:
                    counts.append(len(found))
                    held.append(found)
            if file is None and sum(array.nbytes for array in held) > arrays.MAPPED_FROM:
                room.mkdir(parents=True, exist_ok=True)
                file = stack.enter_context(tempfile.TemporaryFile(dir=room))
            if file is not None:
                for array in held:
                    file.write(array.astype(dtype, copy=False).tobytes())
                held.clear()
        if file is None:
            return np.concatenate([np.empty((0, *shape), dtype), *held]).astype(dtype, copy=False), counts
        file.flush()
        n = sum(count for count in counts if isinstance(count, int))
        return np.memmap(file, dtype, "r", shape=(n, *shape)), counts
