"""Outlines: what a folder's layout comes to, kept until anything below the folder changes.

To lay out half a million files takes most of a minute, to see that they are those of before a few seconds.
"""

import contextlib
import hashlib
import json
from collections.abc import Set
from dataclasses import asdict, dataclass
from pathlib import Path

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data.folders.layout import Layout, laid_out
from tfgan_suite.data.folders.surveying import survey

READING = 1


@dataclass(frozen=True)
class Outline:
    """What a layout comes to.

    Attributes:
        stamp: another one where a picture, its class or a table has changed.
        has_test: whether there are pictures to test on, so that none are to be held out.
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
    file = cache / "outlines" / f"{digest(f'{root.resolve()} {sorted(companions)}')}.json"
    seen = digest("\n".join([str(READING), survey(root), *_states(root.resolve().parent.glob("list_attr*"))]))
    if (outline := _recalled(file, seen)) is not None:
        return outline, None
    layout = laid_out(root, companions)
    states = _states([*layout.every, *layout.told.tables])
    outline = Outline(digest("\n".join([*layout.classes, *states])), layout.test is not None, layout.notes)
    with contextlib.suppress(OSError), atomic_write(file) as draft:
        draft.write_text(json.dumps({"survey": seen, **asdict(outline)}), encoding="utf-8")
    return outline, layout


def digest(text: str) -> str:
    """A name of 32 characters that no other text has."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _recalled(file, seen):
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept.pop("survey") == seen:
            return Outline(**{**kept, "notes": tuple(kept["notes"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def _states(paths):
    return [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in paths]
