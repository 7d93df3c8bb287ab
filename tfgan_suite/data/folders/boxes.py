"""Boxes of pictures: (x, y, width, height) from the upper left, in pixels in tables, as shares in array files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.folders.captions import PICTURE
from tfgan_suite.data.pipeline.aspects import LETTERBOX, STRETCH
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
    for table in (table for table in tables if table.suffix.lower() == ".jsonl"):
        for number, line in enumerate(table.read_text(encoding="utf-8-sig").splitlines(), 1):
            record = json.loads(line) if line.strip() else {}
            box = next((record[key] for key in BOX if key in record), None)
            if box is None:
                continue
            if not isinstance(box, list) or len(box) != 4 or not all(isinstance(side, int | float) for side in box):
                raise SuiteError(
                    f'line {number} of {table} has a box {box}; give "bbox": [x, y, width, height] in pixels'
                )
            found[str(next(record[key] for key in PICTURE if key in record))] = [float(side) for side in box]
    return found


def box_of(name: str, boxes: Mapping[str, list[float]]) -> list[float] | None:
    """The box of a picture by its path, or by its name alone, with or without suffix; None where it has none."""
    path = Path(name)
    return next((boxes[key] for key in (name, path.name, path.stem) if key in boxes), None)


def brought_along(box: Iterable[float], before: tuple[int, int], after: tuple[int, int], resize: str) -> list[float]:
    """A box in pixels as shares of the sides of its picture at another size; what is cut off is left out.

    Args:
        box: (x, y, width, height) in pixels of the picture before.
        before, after: (height, width) of the picture.
        resize: how it was brought to that size, see `aspects.brought`.
    """
    scales = [new / old for new, old in zip(after, before, strict=True)]
    if resize != STRETCH:
        scales = [(min if resize == LETTERBOX else max)(scales)] * 2
    y_scale, x_scale = scales
    top, left = ((new - old * scale) / 2 for new, old, scale in zip(after, before, scales, strict=True))
    x, y, width, height = box
    sides = [
        np.clip(np.array([start * scale + shift, (start + extent) * scale + shift]) / new, 0, 1)
        for start, extent, scale, shift, new in (
            (x, width, x_scale, left, after[1]),
            (y, height, y_scale, top, after[0]),
        )
    ]
    (x0, x1), (y0, y1) = sides
    return [float(x0), float(y0), float(x1 - x0), float(y1 - y0)]
