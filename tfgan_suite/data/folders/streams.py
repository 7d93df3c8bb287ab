"""Pictures out of records or tables of a library, as examples: some at a time, so that all need not fit into memory."""

import io
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from tfgan_suite.data.folders.drafting import gathered, without_colour
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.pipeline.aspects import CROP
from tfgan_suite.data.pipeline.decoding import in_parallel
from tfgan_suite.data.pipeline.resizing import fit_image, one_size
from tfgan_suite.errors import SuiteError

Picture = bytes | np.ndarray | Image.Image


def drawn(
    chunks: Callable[[], Iterable[Sequence[Picture]]],
    name: str,
    room: Path,
    size: tuple[int, int] | None = None,
    channels: int | None = None,
    value_range: tuple[float, float] | None = None,
    resize: str = CROP,
) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Pictures at one size, and what became of them.

    Args:
        chunks: gives all pictures from the first on, some at a time: encoded, uint8 [H, W, C], or of Pillow.
        name: of the set.
        room: directory for what is too large for memory.
        size: (height, width) in pixels; None takes the size that the pictures share.
        channels: 1, 3 or 4 (with alpha); None takes 1 when every picture is grey, else 3.
        value_range: levels of black and white; None takes those of the pictures' bits.
        resize: see `pipeline.aspects.brought`.

    Returns:
        uint8 [N, H, W, C]; the numbers [N] of the pictures that could be read; notes on the others.

    Raises:
        SuiteError: none can be read, or they differ in size and there is no `size`.
    """
    counted, sizes = 0, set()
    for chunk in chunks():
        counted += len(chunk)
        if size is None:
            sizes |= {one for one in _attempted(_size_of, chunk, f"measuring {name}") if isinstance(one, tuple)}
    size = size or one_size(sizes, name)
    broken: dict[int, str] = {}

    def fit(picture):
        return fit_image(_opened(picture), size, channels or 3, value_range, resize=resize)

    def read():
        first = 0
        for chunk in chunks():
            found = _attempted(fit, chunk, f"reading {name}")
            broken.update({first + i: str(one) for i, one in enumerate(found) if isinstance(one, Exception)})
            first += len(chunk)
            yield [one for one in found if not isinstance(one, Exception)]

    images = gathered(read(), counted, (*size, channels or 3), room)
    told = [f"number {number} ({error})" for number, error in broken.items()]
    if not len(images):
        raise SuiteError(f"none of the {counted} images of {name} can be read{f', first {told[0]}' if told else ''}")
    if channels is None:
        images = without_colour(images, room)
    notes = (f"skipped {len(told)} of {counted} images: {some(told)}",) if told else ()
    return images, np.setdiff1d(np.arange(counted), [*broken]), notes


def _attempted(work: Callable[[Picture], Any], chunk: Sequence[Picture], what: str) -> list:
    def attempt(picture):
        try:
            return work(picture)
        except Exception as error:
            return ValueError(str(error) or type(error).__name__)

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return in_parallel(attempt, chunk, what)


def _opened(picture):
    if isinstance(picture, bytes):
        if not picture:
            raise ValueError("0 bytes")
        picture = Image.open(io.BytesIO(picture))
    return ImageOps.exif_transpose(picture) if isinstance(picture, Image.Image) else picture


def _size_of(picture):
    opened = _opened(picture)
    return tuple(opened.shape[:2]) if isinstance(opened, np.ndarray) else (opened.height, opened.width)
