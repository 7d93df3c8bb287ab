"""Regions: polygons and run-length encodings, as COCO's annotations keep them, drawn pixel by pixel."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def region(segmentation: Any, size: tuple[int, int]) -> np.ndarray:
    """Where an object is, bool [H, W]: all pixels whose centre lies in a polygon, or those of the runs.

    Args:
        segmentation: polygons, each [x0, y0, x1, y1, ...] in pixels; or {"size": [H, W], "counts": runs}, the lengths
            of runs, without and with the object by turns, down one column after the other: as numbers, or as the text
            that COCO's own program makes of them.
        size: (height, width) of the picture.

    Raises:
        ValueError: it is neither, and why.
    """
    if isinstance(segmentation, dict):
        return _of_runs(segmentation, size)
    drawn = np.zeros(size, bool)
    for polygon in polygons(segmentation):
        drawn |= _inside(polygon, size)
    return drawn


def polygons(segmentation: Any) -> list[np.ndarray]:
    """The corners (x, y) of each polygon, float64 [n, 2].

    Raises:
        ValueError: no polygons, or one that is none.
    """
    if not isinstance(segmentation, list) or not segmentation:
        raise ValueError("no segmentation")
    listed = segmentation if isinstance(segmentation[0], list) else [segmentation]
    found = []
    for numbers in listed:
        try:
            corners = np.asarray(numbers, np.float64)
        except (ValueError, TypeError):
            raise ValueError("a polygon that is not of numbers") from None
        if corners.ndim != 1 or len(corners) < 6 or len(corners) % 2:
            raise ValueError(f"a polygon of {corners.size} numbers")
        if not np.isfinite(corners).all():
            raise ValueError("a polygon with NaN or infinity")
        found.append(corners.reshape(-1, 2))
    return found


def runs_of(text: str | bytes) -> list[int]:
    """The lengths that COCO's program has packed into a text: five bits in each character, the difference to the run
    before the last from the fourth on.

    Raises:
        ValueError: no such text.
    """
    values = np.frombuffer(text.encode("latin-1", "replace") if isinstance(text, str) else text, np.uint8) - 48
    runs: list[int] = []
    run = place = 0
    for value in values.tolist():
        if value > 63:
            raise ValueError("runs with a character that is none of theirs")
        run |= (value & 31) << place
        place += 5
        if not value & 32:
            run -= (value & 16 and 1) << place
            runs.append(run + (runs[-2] if len(runs) > 2 else 0))
            run = place = 0
    if place:
        raise ValueError("runs that are cut off")
    return runs


def checked_runs(segmentation: dict, size: tuple[int, int]) -> Sequence[int]:
    """The lengths of the runs of a picture of this size. Raises ValueError where they are not."""
    counts, of = segmentation.get("counts"), segmentation.get("size")
    if of != [*size]:
        raise ValueError(f"runs of a picture of size {of}, its own is {[*size]}")
    runs = runs_of(counts) if isinstance(counts, str | bytes) else counts
    if not isinstance(runs, list) or not all(isinstance(run, int) and run >= 0 for run in runs):
        raise ValueError("runs that are no whole numbers")
    if sum(runs) != size[0] * size[1]:
        raise ValueError(f"runs of {sum(runs)} pixels in a picture of {size[0] * size[1]}")
    return runs


def _of_runs(segmentation, size):
    runs = checked_runs(segmentation, size)
    inside = np.arange(len(runs)) % 2 == 1
    return np.repeat(inside, runs).reshape(size[::-1]).T


def _inside(corners, size):
    """Pixels whose centres lie inside: along each row, those after an odd number of edges."""
    height, width = size
    rows = np.arange(height) + 0.5
    (x0, y0), (x1, y1) = (side[:, :, None] for side in (corners.T, np.roll(corners, -1, 0).T))
    edges, at = np.nonzero((y0 <= rows) != (y1 <= rows))
    (x0, y0), (x1, y1) = ((x[edges, 0], y[edges, 0]) for x, y in ((x0, y0), (x1, y1)))
    crossed = x0 + (rows[at] - y0) * (x1 - x0) / (y1 - y0)
    passed = np.zeros((height, width + 1), np.int32)
    np.add.at(passed, (at, np.clip(np.ceil(crossed - 0.5), 0, width).astype(int)), 1)
    return passed.cumsum(1)[:, :width] % 2 == 1
