"""Array files written row by row: .npy and .npz of more than memory holds."""

import itertools
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import numpy as np

from tfgan_suite.aliases import Array


def write_npy(path: Path, n: int, chunks: Iterator[Array]) -> None:
    """`n` rows, which come in chunks of one shape and type, as a .npy file."""
    with path.open("wb") as file:
        _write(file, n, chunks)


def write_npz(path: Path, n: int, arrays: Mapping[str, Iterator[Array]]) -> None:
    """Several such arrays by their names, compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, chunks in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                _write(file, n, chunks)


def _write(file: IO[bytes], n: int, chunks: Iterator[Array]) -> None:
    first = next(chunks)
    if first.dtype.kind == "U":  # text, whose longest row is known at the end
        first, chunks = np.concatenate([first, *chunks]), iter(())
    form = {"descr": np.lib.format.dtype_to_descr(first.dtype), "fortran_order": False, "shape": (n, *first.shape[1:])}
    np.lib.format.write_array_header_1_0(file, form)
    for rows in itertools.chain([first], chunks):
        file.write(np.ascontiguousarray(rows).tobytes())
