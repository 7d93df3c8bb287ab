"""Boxes of pictures: (x, y, width, height) from the upper left, in pixels in tables, as shares in array files."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.folders.places.rows import said_in, shares
from tfgan_suite.errors import SuiteError

BOX = ("bbox", "box", "bounding_box")


def read_boxes(boxes: Array, n: int) -> Array:
    """Boxes of an array file, float32 [n, 4] as shares of the images' sides.

    Raises:
        SuiteError: not one row of four shares for each image.
    """
    boxes = np.asarray(boxes)
    if boxes.shape != (n, 4) or not np.issubdtype(boxes.dtype, np.number):
        raise SuiteError(
            f"boxes are {boxes.dtype} {list(boxes.shape)}, not numbers [{n}, 4]; give one row for each image"
        )
    x, y, width, height = boxes.T
    if not (
        np.isfinite(boxes).all() and min(x.min(), y.min()) >= 0 and max((x + width).max(), (y + height).max()) < 1.01
    ):
        raise SuiteError(
            "boxes are x, y, width and height as shares of the image's sides, from 0 to 1; divide pixels by them"
        )
    return boxes.astype("float32")


def boxes_in(tables: Iterable[Path]) -> dict[str, list[float]]:
    """Picture, as its row names it -> box in pixels, from tables in .jsonl with a "bbox" in some rows.

    Raises:
        SuiteError: a box that is not four numbers.
    """
    found = {}
    for picture, box, row in said_in(tables, BOX):
        if not isinstance(box, list) or len(box) != 4 or not all(isinstance(side, int | float) for side in box):
            raise SuiteError(f'{row} has a box {box}; give "bbox": [x, y, width, height] in pixels')
        found[picture] = [float(side) for side in box]
    return found


def box_at(box: Iterable[float], before: tuple[int, int], after: tuple[int, int], resize: str) -> list[float]:
    """A box in pixels as shares of its picture's sides at another size, see `shares`; what is cut off is left out."""
    x, y, width, height = box
    corners = shares(np.array([[x, y], [x + width, y + height]]), before, after, resize).clip(0, 1)
    return [*map(float, (*corners[0], *(corners[1] - corners[0])))]
