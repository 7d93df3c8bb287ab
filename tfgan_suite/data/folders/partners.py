"""Partners: pictures of several sides that have one name."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tfgan_suite.data.folders.sides import Files, Sides
from tfgan_suite.data.folders.walking import some
from tfgan_suite.errors import SuiteError

Rows = dict[str, dict[str, Path]]


@dataclass(frozen=True)
class Partners:
    """Pictures that belong together.

    Attributes:
        train: name -> side -> file.
        test: the same of those to test on; None where a share is to be held out.
        notes: what was passed over.
        further: what their examples also follow from, such as the names of classes.
    """

    train: Rows
    test: Rows | None = None
    notes: tuple[str, ...] = ()
    further: str = ""

    @property
    def rows(self) -> Rows:
        """All of them; where there are some to test on, names begin with their split."""
        if not self.test:
            return self.train
        sides = (("train", self.train), ("test", self.test))
        return {f"{side}/{name}": row for side, some in sides for name, row in some.items()}

    def without(self, files: Container[Path], notes: Sequence[str]) -> "Partners":
        """Those that these files do not belong to, with further notes."""
        train, test = (
            {name: row for name, row in (rows or {}).items() if not any(file in files for file in row.values())}
            for rows in (self.train, self.test)
        )
        return replace(self, train=train, test=test or None, notes=(*notes, *self.notes))


def partners(root: Path, sides: Sides, words: Mapping[str, str] | None = None, otherwise: str = "") -> Partners:
    """The pictures that have a partner on each side.

    Names are equal without their suffixes. Of what then has no partner, the same is tried in small letters and without
    the word of its side at the end, as in 1.jpg and 1_mask.png.

    Args:
        root: the directory.
        sides: of the pictures below it.
        words: word -> side, see `sides_of`.
        otherwise: what else can be done where no names are equal.

    Raises:
        SuiteError: none has one.
    """
    train, test, notes = sides.divided()
    parts = [_matched(part, words or {}) for part in (train, test) if part is not None]
    used = {file for rows in parts for row in rows.values() for file in row.values()}
    files = {file for part in (train, test or {}) for named in part.values() for file in named.values()}
    if not parts[0]:
        folders = " and ".join(f"{names[0]}/" for names in sides.folders.values())
        where = f"{folders} of {root}" if folders else root
        raise SuiteError(f"no picture in {where} has a partner: give those that belong together one name{otherwise}")
    alone = sorted(file.relative_to(root).as_posix() for file in files - used)
    skipped = (f"skipped {len(alone)} images without partner: {some(alone)}",) if alone else ()
    held = parts[1] if len(parts) > 1 and parts[1] else None
    return Partners(parts[0], held, (*skipped, *notes, *sides.notes))


def _matched(sides: Mapping[str, Files], words: Mapping[str, str]) -> Rows:
    rows = _common(sides)
    left = {
        side: {_bare(name, side, words): file for name, file in files.items() if name not in rows}
        for side, files in sides.items()
    }
    rows |= {name: row for name, row in _common(left).items() if name not in rows}
    return dict(sorted(rows.items()))


def _common(sides):
    first, *others = sides.values()
    names = [name for name in first if all(name in files for files in others)]
    return {name: {side: files[name] for side, files in sides.items()} for name in names}


def _bare(name, side, words):
    own = "|".join(re.escape(word) for word, of in words.items() if of == side)
    return re.sub(rf"[_\-. ](?:{own})$", "", name.lower()) if own else name.lower()
