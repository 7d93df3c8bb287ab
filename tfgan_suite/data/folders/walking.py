"""Directory walk: the pictures below a directory, and what is passed over."""

import contextlib
import os
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from tfgan_suite.data.folders.tables import is_table

SUFFIXES = {
    *(".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".bmp", ".gif", ".tga"),
    *(".tif", ".tiff", ".ppm", ".pgm", ".pbm", ".pnm", ".avif", ".jp2"),
}
SHOWN = 5


@dataclass
class Found:
    """The files below a directory.

    Attributes:
        pictures: files with a suffix of pictures, in the order of their paths.
        tables: files called as tables of labels or attributes are, in the order of their paths.
        others: how many files have which other suffix.
        astray: links that lead nowhere, or back to where they are.
    """

    pictures: list[Path] = field(default_factory=list)
    tables: list[Path] = field(default_factory=list)
    others: Counter = field(default_factory=Counter)
    astray: list[Path] = field(default_factory=list)

    def notes(self, root: Path) -> tuple[str, ...]:
        """What to say of files that are passed over."""
        notes = []
        if self.others:
            often = sorted(self.others.items(), key=lambda item: (-item[1], item[0] == "", item[0]))
            counts = ", ".join(f"{n} {suffix or 'without suffix'}" for suffix, n in often[:SHOWN])
            more = " and more" if len(self.others) > SHOWN else ""
            notes.append(f"passed over {sum(self.others.values())} files of kinds that are not read: {counts}{more}")
        if self.astray:
            names = some([path.relative_to(root).as_posix() for path in self.astray])
            notes.append(f"passed over {len(self.astray)} links that lead nowhere: {names}")
        return tuple(notes)


def walk(root: Path, companions: Set[str] = frozenset(), wanted: Set[str] = SUFFIXES) -> Found:
    """All files below `root` but hidden ones; links are followed.

    Args:
        root: a directory.
        companions: suffixes of files that belong to the pictures, and are no others.
        wanted: suffixes of what is looked for, instead of pictures.
    """
    found = Found()
    _visit(root, (), found, wanted)
    for suffix in companions:
        found.others.pop(suffix, None)
    return found


def below(directory: Path, depth: int, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The folders below a directory, but hidden ones, as the names on the way to them; so many levels of them."""
    for path in folders_in(directory) if depth else ():
        yield (*above, path.name)
        yield from below(path, depth - 1, (*above, path.name))


def folders_in(directory: Path) -> list[Path]:
    """The folders in a directory but hidden ones, in order; none where it cannot be read."""
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        return sorted(Path(entry.path) for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    return []


def some(names: list[str]) -> str:
    """The first few of these names, and how many more there are."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _visit(directory, above, found, wanted):
    here = (*above, directory.resolve())
    with os.scandir(directory) as entries:
        listed = sorted(entries, key=attrgetter("name"))
    for entry in listed:
        if entry.name.startswith("."):
            continue
        path = directory / entry.name
        asked = path if entry.is_symlink() else entry
        if asked.is_dir() and path.resolve() not in here:
            _visit(path, here, found, wanted)
        elif not asked.is_file():
            found.astray += [path] * path.is_symlink()
        elif path.suffix.lower() in wanted:
            found.pictures.append(path)
        elif is_table(path):
            found.tables.append(path)
        else:
            found.others[path.suffix.lower()] += 1
