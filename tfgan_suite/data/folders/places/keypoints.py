"""Key points of pictures: (x, y) from the upper left of each part that is seen, in pixels in tables, as shares in array
files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.folders.places.rows import said_in, shares
from tfgan_suite.errors import SuiteError

KEYPOINTS = ("keypoints", "landmarks", "parts")
Parts = dict[str, tuple[float, float]]


def read_keypoints(keypoints: Array, n: int, names: tuple[str, ...] = ()) -> tuple[Array, tuple[str, ...]]:
    """Key points of an array file, float32 [n, K, 3], and the names of the K parts, by default their numbers from 1.

    Args:
        keypoints: [n, K, 2] or [n, K, 3], x and y as shares of the images' sides, and whether they are seen; those of
            NaN or below 0 are not.
        n: of images.
        names: of the parts.

    Raises:
        SuiteError: not such an array, or another number of names.
    """
    keypoints = np.asarray(keypoints)
    if (
        keypoints.ndim != 3
        or len(keypoints) != n
        or keypoints.shape[2] not in (2, 3)
        or keypoints.dtype.kind not in "fiub"
    ):
        raise SuiteError(
            f"keypoints are {keypoints.dtype} {list(keypoints.shape)}, not numbers [{n}, K, 2] or [{n}, K, 3]: give x, "
            "y and, where some are not seen, 1 or 0 for each part of each image"
        )
    if names and len(names) != keypoints.shape[1]:
        raise SuiteError(f"{len(names)} keypoint names do not fit {keypoints.shape[1]} key points: name each once")
    places = keypoints[..., :2].astype("float32")
    seen = np.isfinite(places).all(-1) & (places >= 0).all(-1)
    if keypoints.shape[2] == 3:
        seen &= keypoints[..., 2] > 0
    if (places[seen] > 1).any():
        raise SuiteError("keypoints are x and y as shares of the image's sides, from 0 to 1; divide pixels by them")
    found = np.concatenate([places, seen[..., None]], axis=-1) * seen[..., None]
    return np.where(seen[..., None], found, 0).astype("float32"), names or _numbers(keypoints.shape[1])


def keypoints_in(tables: Iterable[Path]) -> tuple[dict[str, Parts], tuple[str, ...]]:
    """(picture, as its row names it -> places of its parts in pixels; the names of all parts), from tables in .jsonl.

    A row has "keypoints" as {"beak": [x, y], ...}, or as COCO does, [x, y, v, ...] with v = 0 for what is not seen,
    where parts are called by their numbers from 1.

    Raises:
        SuiteError: key points of neither form.
    """
    found: dict[str, Parts] = {}
    names: dict[str, None] = {}
    for picture, said, row in said_in(tables, KEYPOINTS):
        parts = _named(said)
        if parts is None:
            raise SuiteError(
                f'{row} has keypoints {str(said)[:60]}; give "keypoints": {{"beak": [x, y], ...}} in pixels, or '
                "[x, y, v, ...]"
            )
        found[picture] = {name: place for name, place in parts.items() if place is not None}
        names |= dict.fromkeys(parts)
    return found, tuple(names)


def keypoints_at(
    parts: Parts, names: Iterable[str], before: tuple[int, int], after: tuple[int, int], resize: str
) -> list[list[float]]:
    """Key points in pixels as rows (x, y, seen) of their picture at another size, see `shares`; what is cut off is not
    seen."""
    rows = []
    for name in names:
        x, y = shares(np.array([parts.get(name, (np.nan, np.nan))]), before, after, resize)[0]
        rows.append([float(x), float(y), 1.0] if 0 <= x <= 1 and 0 <= y <= 1 else [0.0, 0.0, 0.0])
    return rows


def _named(said: Any) -> dict[str, tuple[float, float] | None] | None:
    """Places by name; None for what is not seen, and in place of all where that is no key points."""
    if isinstance(said, dict):
        known = {str(name): place for name, place in said.items()}
    elif isinstance(said, list) and said and len(said) % 3 == 0 and all(map(_is_number, said)):
        triples = [said[at : at + 3] for at in range(0, len(said), 3)]
        known = {str(number): [x, y] if seen else None for number, (x, y, seen) in enumerate(triples, 1)}
    else:
        return None
    if not known or not all(place is None or _is_place(place) for place in known.values()):
        return None
    return {name: None if place is None else (float(place[0]), float(place[1])) for name, place in known.items()}


def _is_place(place):
    return isinstance(place, list) and len(place) == 2 and all(map(_is_number, place))


def _is_number(number):
    return isinstance(number, int | float) and not isinstance(number, bool)


def _numbers(count):
    return tuple(map(str, range(1, count + 1)))
