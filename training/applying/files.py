"""Files to apply a product to: one picture, a folder of them, or a stream of paths; broken ones are named."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.aliases import Array
from tfgan_suite.data.folders.walking import some, walk
from tfgan_suite.data.pipeline.decoding import reason
from tfgan_suite.errors import SuiteError

PIXELS = 2**20
MOST = 64


@dataclass
class Files:
    """Pictures on disk, each with the name that its result gets.

    Attributes:
        named: (name below the place of the results, path) of each.
        count: how many; None of a stream, which nobody has counted.
        notes: on what is passed over.
        skipped: what could not be read, each with the reason, once `batches` has come to it.
        seen: how many files `batches` has come to.
    """

    named: Iterable[tuple[Path, Path]]
    count: int | None = None
    notes: tuple[str, ...] = ()
    skipped: list[str] = field(default_factory=list)
    seen: int = 0

    @classmethod
    def of(cls, source: Path | Iterable[Path], out: Path) -> "Files":
        """Those of a file, of a folder with all that is below it, or of a stream of paths.

        Raises:
            SuiteError: nothing there, or results would lie among the pictures.
        """
        if not isinstance(source, Path):
            return cls((_below(path), path) for path in source)
        if source.is_file():
            return cls([(Path(source.name), source)], 1)
        if not source.is_dir():
            raise SuiteError(f"{source} does not exist; check the path")
        if out.resolve().is_relative_to(source.resolve()):
            raise SuiteError(f"--out {out} lies within {source}, whose pictures are read: give a place beside it.")
        found = walk(source)
        if not found.pictures:
            raise SuiteError(f"{source} holds no pictures; check the path")
        named = [(path.relative_to(source), path) for path in found.pictures]
        return cls(named, len(named), found.notes(source))

    def batches(
        self, files: Iterable[tuple[Path, Path]], read: Callable[[Path], Array]
    ) -> Iterator[tuple[list, Array]]:
        """([(name, path)], uint8 [n, H, W, C]): neighbours of one size together, as many as one pass takes.

        Args:
            files: `named`, or what shows how far that is.
            read: makes the array of one.
        """
        waiting: list = []
        for name, path in files:
            self.seen += 1
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error", Image.DecompressionBombWarning)
                    picture = read(path)
            except Exception as error:  # whatever a decoder makes of a broken file
                self.skipped.append(f"{name.as_posix()} ({reason(path, error)})")
                continue
            if waiting and not _go_together(waiting, picture):
                yield _batch(waiting)
                waiting = []
            waiting.append((name, path, picture))
        if waiting:
            yield _batch(waiting)

    def summary(self) -> tuple[str, ...]:
        """What was passed over and skipped, in lines."""
        if not self.skipped:
            return self.notes
        return (*self.notes, f"skipped {len(self.skipped)} of {self.seen} files: {some(self.skipped)}")


def _below(path):
    """The name of a path that a stream gives: the path itself, without its root and without steps upwards."""
    return Path(*(part for part in path.parts if part not in (path.anchor, "..")))


def _go_together(waiting, picture):
    first = waiting[0][-1]
    return len(waiting) < MOST and picture.shape == first.shape and (len(waiting) + 1) * picture[..., 0].size <= PIXELS


def _batch(waiting):
    return [(name, path) for name, path, _ in waiting], np.stack([picture for *_, picture in waiting])
