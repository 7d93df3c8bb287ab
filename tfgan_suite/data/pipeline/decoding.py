"""Decoding: picture files read in parallel; a broken one stops nothing."""

import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from tqdm import tqdm

ORIENTATION = 0x0112
AT_ONCE = 256


def attempted(work: Callable[[Path], Any], files: list[Path], what: str) -> list[Any]:
    """What `work` returns for each file, or the ValueError that says why it could not be read.

    Files are read in parallel; work of more than a second shows a progress bar, called `what`, on a terminal.
    """
    return list(attempts(work, files, what))


def attempts(work: Callable[[Path], Any], files: Sequence[Path], what: str) -> Iterator[Any]:
    """As `attempted`, one after another; no more than `AT_ONCE` are held."""

    def attempt(path):
        try:
            return work(path)
        except Exception as error:
            return ValueError(reason(path, error))

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield from _in_parallel(attempt, files, what)


def reason(path: Path, error: Exception) -> str:
    """Why a file could not be read, in words that do not repeat where it is."""
    if not path.exists():
        return "no such file"
    return "0 bytes" if path.stat().st_size == 0 else str(error).replace(str(path), path.name)


def in_parallel(work: Callable, items: Sequence, what: str) -> list:
    """What `work` returns for each item; more than a second of it shows a progress bar on a terminal."""
    return list(_in_parallel(work, items, what))


def _in_parallel(work, items, what):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = (pool.map(work, items[first : first + AT_ONCE]) for first in range(0, len(items), AT_ONCE))
        yield from tqdm(chain.from_iterable(parts), what, len(items), unit=" images", delay=1, disable=None)


def upright(path: Path, size: tuple[int, int] | None = None) -> Image.Image:
    """A picture, turned as its camera says; a JPEG is decoded at no more detail than `size` needs, if that is given."""
    with Image.open(path) as image:
        if size:
            image.draft(None, (2 * max(size), 2 * max(size)))
        return ImageOps.exif_transpose(image)


def upright_size(path: Path) -> tuple[int, int]:
    """(height, width) of a picture turned as its camera says, from its header alone."""
    with Image.open(path) as image:
        turned = image.getexif().get(ORIENTATION, 1) >= 5
        return (image.width, image.height) if turned else (image.height, image.width)
