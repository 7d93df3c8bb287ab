"""Intensity scales: levels of grey and colour on any scale as uint8."""

import re
from collections.abc import Iterable

import numpy as np

from tfgan_suite.data.pipeline.rows import Space, in_parts, let_go, read
from tfgan_suite.errors import SuiteError

SLACK = 1e-3
DEPTHS = (8, 10, 12, 14, 16)
DARK = 64
SEEN = 1000
BY_COMMAND = "(on the command line: --value-range BLACK,WHITE)"


def checked_range(value_range: str | tuple[float, float] | None) -> tuple[float, float] | None:
    """(black, white) from two numbers, or from a text such as "0,1"; None stays None.

    Raises:
        SuiteError: not two finite numbers, the first below the second.
    """
    if value_range is None:
        return None
    try:
        low, high = (float(end) for end in (value_range.split(",") if isinstance(value_range, str) else value_range))
    except (TypeError, ValueError):
        raise SuiteError(
            f"value_range {value_range} is not two numbers; give those of black and white, such as 0,1"
        ) from None
    if not -np.inf < low < high < np.inf:
        raise SuiteError(f"value_range {low:g}, {high:g} is empty; give the value of black, then that of white")
    return low, high


def scaled(images: np.ndarray, value_range: tuple[float, float], space: Space = np.empty) -> np.ndarray:
    """The nearest uint8 of each value, `value_range` being those of black and white; `space` is where they are put.

    Raises:
        SuiteError: values that are NaN, or beyond the range by more than a thousandth of it.
    """
    low, high = value_range
    lowest, highest = extremes(images)
    slack = SLACK * (high - low)
    if lowest < low - slack or highest > high + slack:
        raise SuiteError(
            f"the images range from {lowest:.4g} to {highest:.4g}, outside "
            f"value_range {low:g}, {high:g}; give the range they have"
        )
    if (low, high) == (0, 255) and images.dtype == np.uint8:
        return images
    black, steps = (np.asarray(value, _real(images)) for value in (low, 255 / (high - low)))
    levels, done = space(images.shape, np.uint8), 0
    for part in in_parts(images):
        levels[done : done + len(part)] = np.clip(np.rint((part - black) * steps), 0, 255)
        done += len(part)
        let_go(levels)
    return levels


def white_note(white: int) -> str:
    """A note on pictures of more than 8 bits, which says the level of white."""
    return f"levels of {white.bit_length()} bits: {white} is white"


def noted_white(notes: Iterable[str]) -> int | None:
    """The level of white that such a note among others says; None where none does."""
    found = (re.fullmatch(r"levels of \d+ bits: (\d+) is white", note) for note in notes)
    return next((int(match[1]) for match in found if match), None)


def range_note(value_range: tuple[float, float]) -> str:
    """A note on pictures of other numbers than levels of 8 bits, which says those of black and white."""
    low, high = value_range
    return f"values from {low:g} for black to {high:g} for white"


def noted_range(notes: Iterable[str]) -> tuple[float, float] | None:
    """Values of black and white that such notes among others say; None where none does, or two say different ones."""
    found = (re.fullmatch(r"values from (\S+) for black to (\S+) for white", note) for note in notes)
    ranges = {(float(match[1]), float(match[2])) for match in found if match}
    return ranges.pop() if len(ranges) == 1 else None


def extremes(images: np.ndarray) -> tuple[float, float]:
    """The least and the greatest value. Raises SuiteError where there is NaN or infinity, or no real number at all."""
    if images.dtype.kind not in "biuf":
        raise SuiteError(f"images of dtype {images.dtype} do not fit: use uint8, or floats with value_range")
    ends = [(part.min(), part.max()) for part in in_parts(seen(images))]
    lowest, highest = float(np.min(ends)), float(np.max(ends))
    if not np.isfinite([lowest, highest]).all():
        raise SuiteError("the images hold NaN or infinite values; remove or repair them")
    return lowest, highest


def usual_range(images: np.ndarray) -> tuple[float, float]:
    """The scale that images of such values are usually on, of which nobody has said it.

    Floats from 0 to 1, from -1 to 1 and from 0 to 255; whole numbers of 8, 10, 12, 14 or 16 bits, whichever is the
    first that holds them all, and 0 and 1 alone.

    Raises:
        SuiteError: values that no such scale holds.
    """
    lowest, highest = extremes(images)
    whole = images.dtype.kind != "f"
    if whole and (lowest, highest) == (0, 1):
        scales = [(0, 1)]
    elif whole:
        scales = [(0, 2**bits - 1) for bits in DEPTHS if images.dtype != np.uint8 or bits == 8]
    else:
        scales = [(0, 1), (-1, 1), *([(0, 255)] if highest > 255 / 2 else [])]
    for low, high in scales:
        slack = 0 if whole else SLACK * (high - low)
        if low - slack <= lowest and highest <= high + slack:
            return low, high
    raise SuiteError(
        f"the images range from {lowest:.4g} to {highest:.4g}, a scale nobody can know; say what is black and what is "
        f"white with value_range {BY_COMMAND}"
    )


def darkness(images: np.ndarray) -> tuple[str, ...]:
    """A note on uint8 images that are all nearly black, as those on another scale are."""
    brightest = int(seen(images).max())
    if not 0 < brightest < DARK:
        return ()
    return (f"nothing is brighter than {brightest} of 255; if that is white, say so with value_range {BY_COMMAND}",)


def seen(images: np.ndarray) -> np.ndarray:
    """All images; of uint8 mapped from disk, which may be larger than memory, some of them from beginning to end."""
    if isinstance(images, np.memmap) and images.dtype == np.uint8:
        return np.stack([read(images, row) for row in range(0, len(images), max(1, len(images) // SEEN))])
    return images


def _real(images):
    return images.dtype if images.dtype.kind == "f" and images.dtype.itemsize >= 4 else np.float32
