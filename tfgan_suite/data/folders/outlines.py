"""Outlines: what a folder's layout comes to, kept until anything below the folder changes.

To lay out half a million files takes most of a minute, to see that they are those of before a few seconds.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.folders.layout import Layout, laid_out
from tfgan_suite.data.folders.surveying import survey

READING = 2


@dataclass(frozen=True)
class Outline:
    """What a layout comes to.

    Attributes:
        stamp: another one where a file, its class or its split, or a table has changed.
        has_test: whether there are files to test on, so that none are to be held out.
        notes: those of the layout.
    """

    stamp: str
    has_test: bool
    notes: tuple[str, ...]


def outlined(root: Path, cache: Path, companions: Set[str] = frozenset()) -> tuple[Outline, Layout | None]:
    """(the outline of the folder `root`, its layout where that had to be made).

    Args:
        root: the directory.
        cache: where outlines are kept.
        companions: see `laid_out`, whose errors are raised.
    """
    made = []

    def find():
        layout = laid_out(root, companions)
        made.append(layout)
        states = states_of([*layout.every, *layout.told.tables])
        stamp = digest("\n".join([*layout.classes, str(len(layout.train)), *states]))
        return asdict(Outline(stamp, layout.test is not None, layout.notes))

    beside = root.resolve().parent.glob("list_attr*")
    found = unchanged(root, cache, f"pictures {sorted(companions)}", find, beside)
    return outline_of(found), next(iter(made), None)


def outline_of(found: dict[str, Any]) -> Outline:
    """An outline as JSON keeps it."""
    return Outline(found["stamp"], found["has_test"], tuple(found["notes"]))


def unchanged(
    root: Path, cache: Path, what: str, find: Callable[[], dict[str, Any]], beside: Iterable[Path] = ()
) -> dict[str, Any]:
    """What `find` says of the folder `root`, kept until anything below it changes.

    Args:
        root: the directory.
        cache: where such findings are kept.
        what: which finding it is, of several about one folder.
        find: makes it, in the terms of JSON.
        beside: files elsewhere that it also follows from.
    """
    file = cache / "outlines" / f"{digest(f'{root.resolve()} {what}')}.json"
    seen = digest("\n".join([str(READING), survey(root), *states_of(beside)]))
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["survey"] == seen:
            return kept["found"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    found = find()
    with contextlib.suppress(OSError), atomic_write(file) as draft:
        draft.write_text(json.dumps({"survey": seen, "found": found}), encoding="utf-8")
    return found


def digest(text: str) -> str:
    """A name of 32 characters that no other text has."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def states_of(paths: Iterable[Path]) -> list[str]:
    """Files with their times and sizes."""
    stated = ((path, path.stat()) for path in paths)
    return [f"{path} {state.st_mtime_ns} {state.st_size}" for path, state in stated]
