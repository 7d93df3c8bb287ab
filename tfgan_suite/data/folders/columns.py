"""Columns: one picture of each example, decoded for one field; several columns make a table of whole examples."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.data.folders.drafting import decoded, only, without_colour
from tfgan_suite.data.folders.folder import common_size, white_level
from tfgan_suite.data.folders.outlines import Outline, digest, outline_of, states_of, unchanged
from tfgan_suite.data.folders.partners import Partners
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.pipeline.aspects import in_keys
from tfgan_suite.data.pipeline.decoding import upright, upright_size
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.keeping import kept
from tfgan_suite.data.pipeline.levels import darkness
from tfgan_suite.data.pipeline.resizing import DEEPEST, MODES, fit_image
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

READING = 3

Rows = Mapping[str, Mapping[str, Path]]


@dataclass(frozen=True)
class Column:
    """How the files of one field are decoded.

    Attributes:
        read: makes the uint8 array of one file.
        shape: of one array.
        may_be_grey: whether three channels become one where they are equal in all examples.
        notes: what was found out about the files beforehand.
    """

    read: Callable[[Path], np.ndarray]
    shape: tuple[int, ...]
    may_be_grey: bool = False
    notes: tuple[str, ...] = ()


def pictures(
    files: Sequence[Path], request: DataRequest, half: Callable[[Image.Image], Image.Image] | None = None
) -> Column:
    """The column of pictures that are fitted to the size and channels of a request, as those of `folder`.

    Args:
        files: all of them, which together say what the request leaves open.
        request: for what.
        half: takes a half of a picture as wide as two; None takes pictures whole.

    Raises:
        SuiteError: no number of channels that pictures in files have.
    """
    measure = upright_size if half is None else half_size
    size = request.size or common_size(list(files), request.path, measure)
    white = None if request.value_range else white_level(list(files))
    channels = request.channels or 3
    if channels not in MODES:
        raise SuiteError(f"{channels} channels do not fit pictures in files: give 1, 3 or 4 (--channels)")

    def read(path):
        image = upright(path, size) if half is None else half(upright(path, (size[0], 2 * size[1])))
        return fit_image(image, size, channels, request.value_range, white or DEEPEST, request.resize)

    notes = (f"levels of {white.bit_length()} bits: {white} is white",) if white else ()
    return Column(read, (*size, channels), request.channels is None, notes)


def half_size(path: Path) -> tuple[int, int]:
    """(height, width) of either half of a picture."""
    height, width = upright_size(path)
    return height, width // 2


def table(request: DataRequest, rows: Rows, columns: Mapping[str, Column]) -> Examples:
    """The examples of which every column can be read; what is skipped, and why, is in their notes.

    Args:
        request: whose path names the set.
        rows: name of an example -> its files, by field.
        columns: field -> how its files are read.

    Returns:
        The fields, and "path", the names.

    Raises:
        SuiteError: no example can be read in all columns.
    """
    root, room = request.path, request.cache / "folder"
    names, skipped = list(rows), []
    fields: dict[str, np.ndarray] = {}
    for field, column in columns.items():
        files = [rows[name][field] for name in names]
        images, errors = decoded(column.read, files, column.shape, root.name, room)
        whole = np.asarray([not error for error in errors], bool)
        skipped += [f"{file.relative_to(root)} ({e})" for file, e in zip(files, errors, strict=True) if e]
        fields = {known: only(array, whole, room) for known, array in fields.items()} | {field: images}
        names = [name for name, is_whole in zip(names, whole, strict=True) if is_whole]
    if not names:
        raise SuiteError(f"none of the {len(rows)} examples in {root} can be read, first {skipped[0]}")
    notes = [f"skipped {len(skipped)} of {len(rows)} examples: {some(skipped)}"] if skipped else []
    for field, column in columns.items():
        notes += column.notes
        if column.may_be_grey:
            fields[field] = without_colour(fields[field], room)
            notes += darkness(fields[field])
    return Examples({**fields, "path": np.asarray(names)}, root.name, notes=tuple(dict.fromkeys(notes)))


def divided(
    request: DataRequest, arrange: Callable[[], Partners], read: Callable[[DataRequest, Rows], Examples], of: str = ""
) -> Examples:
    """The side of the examples that a request asks for.

    All examples are decoded together, so that both sides are of one form, and stay in the cache until a file or what is
    asked of them changes. Where there are none to test on, a tenth, chosen by a hash of the names, is held out.

    Args:
        request: its split says which side.
        arrange: says which files make which examples; asked where anything below the request's path has changed.
        read: decodes them.
        of: which of several sets below the request's path they are.

    Raises:
        SuiteError: another split than "train", "test" or "all", or none of its examples can be read.
    """
    if request.split not in ("train", "test", "all"):
        raise SuiteError(f"{request.path.name} has no split {request.split!r}; use train, test or all")
    options = sorted((key, str(value)) for key, value in request.reading.items())
    arranged = functools.cache(arrange)

    def find():
        found = arranged()
        states = states_of({file: None for row in found.rows.values() for file in row.values()})
        stamp = digest("\n".join([str(READING), found.further, *found.rows, *states]))
        return asdict(Outline(stamp, bool(found.test), found.notes))

    outline = outline_of(unchanged(request.path, request.cache, f"{request.content} {of} {options}", find))
    asked = (request.path.resolve(), request.content, of, request.size, request.channels, request.value_range)
    place = request.cache / "folder" / digest(f"{asked} {options}{in_keys(request.resize)}")
    examples = kept(place, outline.stamp, lambda: read(request, arranged().rows)).noting(outline.notes)
    names = examples["path"].tolist()
    if not outline.has_test:
        return held_out(examples, request.split, names)
    n = sum(name.startswith("train/") for name in names)
    side = examples.take({"train": slice(n), "test": slice(n, None), "all": slice(None)}[request.split])
    if not len(side):
        raise SuiteError(f"none of the examples in {request.path} to {request.split} can be read; {examples.notes[0]}")
    return side
