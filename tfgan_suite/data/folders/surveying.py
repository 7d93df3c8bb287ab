"""Surveys: whether anything below a directory has changed, found out in one pass that asks each file once."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_known: dict[Path, str] | None = None


@contextmanager
def surveyed_once() -> Iterator[None]:
    """Inside, each directory is surveyed once: for several splits that are read one after another."""
    global _known
    before, _known = _known, {} if _known is None else _known
    try:
        yield
    finally:
        _known = before


def survey(root: Path) -> str:
    """A digest of the names, sizes and times of all files below `root` but hidden ones; links are followed."""
    if _known is not None and root in _known:
        return _known[root]
    found = _visit(str(root), (os.path.realpath(root),))
    if _known is not None:
        _known[root] = found
    return found


def _visit(directory, above):
    lines = []
    with os.scandir(directory) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                lines.append(f"{entry.name}\t{_state(entry, above)}")
    lines.sort()
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _state(entry, above):
    is_link = entry.is_symlink()
    if Path(entry.path).is_dir() if is_link else entry.is_dir():
        place = os.path.realpath(entry.path) if is_link else f"{above[-1]}{os.sep}{entry.name}"
        return "a link back" if place in above else _visit(entry.path, (*above, place))
    try:
        state = entry.stat()
    except OSError:
        return "astray"
    return f"{state.st_mtime_ns} {state.st_size}"
