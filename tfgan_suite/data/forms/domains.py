"""Domains: two sets of images of which none belongs to another, as users keep them, in any numbers."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tfgan_suite.data.folders.columns import divided, pictures, table
from tfgan_suite.data.folders.drafting import on_disk
from tfgan_suite.data.folders.files import from_file
from tfgan_suite.data.folders.partners import Partners
from tfgan_suite.data.folders.sides import Sides, folder_sides, sides_of
from tfgan_suite.data.folders.surveying import surveyed_once
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.forms.pairs import FIELDS, WORDS
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.pipeline.rows import repeated
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

TREE = """\
mine/                 or A/ and B/ with or without splits, or source/ and target/, ...
  trainA/ 1.jpg ...   the sources, in any number
  trainB/ 7.jpg ...   the targets, in any number
  testA/  2.jpg ...
  testB/  8.jpg ..."""
TREE_OF_FOLDERS = """\
mine/                 splits are optional, above or below
  horse/ 1.jpg ...    the first by name holds the sources; --domains zebra,horse says otherwise,
  zebra/ 7.jpg ...    and which two of more folders are meant"""
SHOWN = 10
WANTED = "trainA/ and trainB/, A/ and B/, or a folder for each"


def unpaired(source: Examples, target: Examples, request: DataRequest) -> Examples:
    """Two sets as one, without pairs.

    To train on there are as many examples as the larger set has. The smaller one's rows come again and again, by
    reference; streams draw either domain for itself, see `Examples.apart`. To test on there are as many as the smaller
    has, none of them twice.

    Args:
        source, target: with one field each, "image", and the name that notes give them.
        request: whose split decides.
    """
    sides = dict(zip(FIELDS, (source, target), strict=True))
    fewest, most = sorted(map(len, sides.values()))
    notes = [note for side in sides.values() for note in side.notes]
    if request.split == "test":
        fields = {field: side["image"][:fewest] for field, side in sides.items()}
        passed = [f"{most - fewest} of {side.name}" for side in sides.values() if len(side) > fewest]
        notes += [f"held out {fewest} of each domain, which leaves out {name}" for name in passed]
    else:
        fields = {field: repeated(side["image"], most) for field, side in sides.items()}
        counts = " and ".join(f"{len(side):,} of {side.name}" for side in sides.values())
        again = f"; each of the {fewest:,} comes {most / fewest:.3g} times in a pass" if fewest < most else ""
        notes.insert(0, f"{counts}, no pairs{again}")
    apart = tuple((field,) for field in FIELDS)
    return Examples(fields, request.path.name, notes=tuple(dict.fromkeys(notes)), apart=apart)


def _read_arrays(request: DataRequest) -> Examples:
    room = request.cache / "arrays"

    def side(field):
        examples = from_file(request.path, request.split, request.value_range, only=field, room=room)
        examples = replace(examples, fields={"image": examples[field]}, name=f"{field}s")
        return fitted(examples, request.size, request.channels, request.resize, on_disk(room))

    source, target = map(side, FIELDS)
    return unpaired(source, target, request)


def _read_sides(request: DataRequest) -> Examples:
    if request.reading.get("domains"):
        return _read_folders(request)
    return _joined(request, lambda: sides_of(request.path, WORDS, by_stem=False), FIELDS)


def _read_folders(request: DataRequest) -> Examples:
    return _joined(request, lambda: sides_of(request.path, by_stem=False), _chosen(request))


def _chosen(request):
    """The names of the two folders that are meant."""
    known, asked = folder_sides(request.path), request.reading.get("domains")
    if not asked and len(known) == 2:
        return known
    names = [name.strip().strip("/") for name in (asked or "").split(",")]
    if len({*names}) == 2 and {*names} <= {*known}:
        return names
    there = ", ".join(known[:SHOWN]) + ", ..." * (len(known) > SHOWN)
    if len(known) < 2:
        raise SuiteError(
            f"{request.path} has {there or 'no folders'}, not two domains: give {WANTED} (see docs/data.md)"
        )
    raise SuiteError(
        f"{request.path} has {there}: say which two are the domains, the sources first, such as "
        f"--domains {known[0]},{known[1]}"
    )


def _joined(request: DataRequest, sides: Callable[[], Sides], names: Sequence[str]) -> Examples:
    found = functools.cache(sides)
    with surveyed_once():
        source, target = (_domain(request, name, found) for name in names)
    return unpaired(source, target, request)


def _domain(request: DataRequest, name: str, found: Callable[[], Sides]) -> Examples:
    """One domain, called after its folder."""

    def arrange():
        sides = found()
        train, test, notes = sides.divided()
        held = (test or {}).get(name) if {*sides.found.get(name, {})} != {None} else None
        if not train.get(name):
            lacking = f"{request.path} has no images of {_called(sides, name)} to train on"
            raise SuiteError(f"{lacking}; put .png, .jpg or .webp files there")
        rows = [{file: {"image": path} for file, path in (part or {}).items()} for part in (train[name], held)]
        return Partners(rows[0], rows[1] or None, (*notes, *sides.notes), _called(sides, name))

    def read(request, rows):
        column = pictures([row["image"] for row in rows.values()], request)
        return replace(table(request, rows, {"image": column}), name=_called(found(), name))

    return divided(request, arrange, read, of=name)


def _called(sides, name):
    folders = sides.folders.get(name, ())
    return f"{name}s" if name in FIELDS and len(folders) != 1 else f"{(*folders, name)[0]}/"


def _has_sides(path: Path) -> bool:
    return path.is_dir() and folder_sides(path, WORDS) == [*FIELDS]


def _is_file(path: Path) -> bool:
    return path.suffix == ".npz"


FORMS = (
    Form(".npz of source and target, in any numbers", "mine.npz   source, target", _is_file, _read_arrays),
    Form("trainA/ and trainB/, or A/ and B/", TREE, _has_sides, _read_sides),
    Form("a folder for each domain", TREE_OF_FOLDERS, Path.is_dir, _read_folders),
)
