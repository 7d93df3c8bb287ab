"""Rows of tables that say where something is in a picture, and what becomes of places when a picture changes size."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.folders.captions import PICTURE
from tfgan_suite.data.pipeline.aspects import LETTERBOX, STRETCH


def said_in(tables: Iterable[Path], keys: tuple[str, ...]) -> Iterator[tuple[str, Any, str]]:
    """(picture as its row names it, what the row has under one of `keys`, which row), of tables in .jsonl."""
    for table in (table for table in tables if table.suffix.lower() == ".jsonl"):
        for number, line in enumerate(table.read_text(encoding="utf-8-sig").splitlines(), 1):
            record = json.loads(line) if line.strip() else {}
            for key in (key for key in keys if record.get(key) is not None):
                yield (
                    str(next(record[name] for name in PICTURE if name in record)),
                    record[key],
                    f"line {number} of {table}",
                )
                break


def of_picture(name: str, said: Mapping[str, Any]) -> Any:
    """What is said of a picture by its path, or by its name alone, with or without suffix; None where nothing is."""
    path = Path(name)
    return next((said[key] for key in (name, path.name, path.stem) if key in said), None)


def shares(places: Array, before: tuple[int, int], after: tuple[int, int], resize: str) -> Array:
    """Places in pixels of a picture as shares of its sides at another size; those beyond 0 to 1 are cut off.

    Args:
        places: (x, y) [n, 2].
        before, after: (height, width) of the picture.
        resize: how it was brought to that size, see `aspects.brought`.
    """
    old, new = (np.array(size[::-1], float) for size in (before, after))
    scales = new / old
    if resize != STRETCH:
        scales = np.full(2, (min if resize == LETTERBOX else max)(scales))
    return (np.asarray(places) * scales + (new - old * scales) / 2) / new
