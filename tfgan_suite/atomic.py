"""Atomic writes: files and directories that appear whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def atomic_write(path: os.PathLike | str) -> Iterator[Path]:
    """Yields a place to write a file or directory that becomes `path` only when the block ends well.

    Args:
        path: final place; a file there is replaced in one step, a directory is swapped for the new one.

    Yields:
        A path of the same name in a hidden sibling directory, so that suffixes keep their meaning.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        draft = room / path.name
        yield draft
        if path.is_dir():
            path.replace(room / f"{path.name}.old")
        draft.replace(path)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def standing(draft: Path) -> Path:
    """The final place of a draft of `atomic_write`; the former file or directory is there until the block ends."""
    return draft.parents[1] / draft.name
