"""Dataset cache: decoded examples kept on disk, so that the second load takes a fraction of a second."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.folders.arrays import read_npy
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.rows import in_parts, is_mapped

LISTS = ("classes", "notes", "attribute_names", "mask_classes", "mask_values", "keypoint_names")


def kept(place: Path, stamp: str, make: Callable[[], Examples]) -> Examples:
    """The examples stored at `place`, made and stored first where they are missing.

    Args:
        place: a directory in the cache, of this set alone.
        stamp: what the examples were made from; those with another stamp are made anew and replaced.
        make: called without arguments when nothing fits.

    A full or read-only disk costs the next load its speed, and the user is warned, but it stops nothing.
    """
    found = recall(place, stamp)
    if found is not None:
        return found
    examples = make()
    try:
        remember(place, stamp, examples)
        if any(map(is_mapped, examples.fields.values())):
            return recall(place, stamp) or examples
    except OSError as error:
        warnings.warn(f"{examples.name} could not be kept in {place.parent}: {error.strerror or error}", stacklevel=2)
    return examples


def remember(place: Path, stamp: str, examples: Examples) -> None:
    """Writes `examples` to the directory `place`, all or nothing. Raises OSError where the disk refuses."""
    about = {key: getattr(examples, key) for key in ("name", "licence", *LISTS)}
    with atomic_write(place) as draft:
        draft.mkdir()
        for field, array in examples.fields.items():
            _save(draft / f"{field}.npy", array)
        facts = {"stamp": stamp, "fields": list(examples.fields), **about}
        (draft / "about.json").write_text(json.dumps(facts), encoding="utf-8")


def recall(place: Path, stamp: str) -> Examples | None:
    """The examples stored at `place` under `stamp`; None where there are none or they cannot be read."""
    try:
        about = json.loads((place / "about.json").read_text(encoding="utf-8"))
        if about["stamp"] != stamp:
            return None
        fields = {field: read_npy(place / f"{field}.npy") for field in about["fields"]}
        lists: dict[str, Any] = {key: tuple(about[key]) for key in LISTS}
        return Examples(fields, about["name"], licence=about["licence"], **lists)
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _save(path, array):
    """`np.save`, of what is mapped from disk some rows at a time."""
    if not is_mapped(array):
        np.save(path, array, allow_pickle=False)
        return
    form = {"descr": np.lib.format.dtype_to_descr(array.dtype), "fortran_order": False, "shape": array.shape}
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, form)
        for part in in_parts(array):
            file.write(np.ascontiguousarray(part).data)
