"""Sides: folders that say what the pictures in them are to one another, such as A/ and B/, images/ and masks/."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from tfgan_suite.data.folders.layout import ROLES
from tfgan_suite.data.folders.lists import LISTS, Splits, split_of
from tfgan_suite.data.folders.walking import SUFFIXES, below, folders_in, some, walk
from tfgan_suite.errors import SuiteError

DEPTH = 4
BETWEEN = "_- ."

Files = dict[str, Path]


@dataclass
class Sides:
    """The pictures of each side, by split and name.

    Attributes:
        found: side -> split ("train", "test", "validation" or None) -> name of the picture -> file. A name is the path
            without the folders that say side and split.
        folders: side -> what its folders are called.
        notes: what was passed over.
    """

    found: dict[str, dict[str | None, Files]] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def divided(self) -> tuple[dict[str, Files], dict[str, Files] | None, tuple[str, ...]]:
        """(pictures to train on, pictures to test on, notes), both as side -> name -> file.

        What is to be tested on is None where there are no splits, and a share is to be held out. A side without splits,
        beside one that has some, gives what it has to all of them.

        Raises:
            SuiteError: splits of which none is there to train on.
        """
        splits = {split for files in self.found.values() for split in files}
        if splits <= {None}:
            return {side: files.get(None, {}) for side, files in self.found.items()}, None, ()
        if "train" not in splits:
            raise SuiteError(f"there are pictures to {' and '.join(map(str, splits))} and none to train on")
        held = "test" if "test" in splits else "validation"
        train, test = ({side: _part(files, split) for side, files in self.found.items()} for split in ("train", held))
        idle: dict[str | None, str] = {None: "no split"}
        if held == "test":
            idle["validation"] = "a validation split"
        counts = {
            said: sum(len(files.get(split, ())) for files in self.found.values() if {*files} != {None})
            for split, said in idle.items()
        }
        notes = tuple(f"passed over {n} images in {said}: its splits are elsewhere" for said, n in counts.items() if n)
        return train, (test if held in splits else None), notes

    def as_listed(self, splits: Splits) -> "Sides":
        """The same pictures in the splits of lists; those in none are passed over. A list of which no picture has all
        sides, such as one to test on whose masks are not published, is left out."""
        if not splits:
            return self
        whole = {side: files.get(None, {}) for side, files in self.found.items()}
        first, *others = whole.values()
        where = {name: split_of(path, splits) for files in whole.values() for name, path in files.items()}
        used = {where[name] for name in first if all(name in files for files in others)} - {None}
        found = {
            side: {split: {name: path for name, path in files.items() if where[name] == split} for split in used}
            for side, files in whole.items()
        }
        left = sorted(name for name, split in where.items() if split not in used)
        note = (f"passed over {len(left)} images that {LISTS} do not list: {some(left)}",) if left else ()
        return Sides({**found}, self.folders, (*self.notes, *note))


def sides_of(
    root: Path,
    words: Mapping[str, str] | None = None,
    by_stem: bool = True,
    companions: Set[str] = frozenset(),
) -> Sides:
    """The pictures below `root` by side.

    Args:
        root: the directory.
        words: names of folders, in small letters -> side. A split may stand above, below, or in the name itself, as in
            train/A, A/train, trainA and masks_test. Without words each folder that is no split is a side, called as it
            is; those that hold one folder alone are gone into first.
        by_stem: whether pictures are called without their suffix, as partners are.
        companions: suffixes of files that belong to the pictures, see `walk`.
    """
    walked, twice, astray = walk(root, companions), [], []
    sides = Sides({side: {} for side in words.values()} if words else {})
    inner = root if words else _inside(root)
    for path in walked.pictures:
        above = path.relative_to(inner).parts[:-1] if path.is_relative_to(inner) else ()
        side, split, rest, folder = _placed(above, words)
        if side is None:
            astray.append(path.relative_to(root).as_posix())
            continue
        name = "/".join([*rest, path.stem if by_stem else path.name])
        files = sides.found.setdefault(side, {}).setdefault(split, {})
        if folder not in sides.folders.setdefault(side, []):
            sides.folders[side].append(folder)
        if name in files:
            twice.append(path.relative_to(root).as_posix())
        files.setdefault(name, path)
    left = {"whose names others have": twice, "beside the folders that are read": astray}
    notes = [f"passed over {len(names)} images {why}: {some(names)}" for why, names in left.items() if names]
    sides.notes = (*notes, *walked.notes(root))
    return sides


def folder_sides(root: Path, words: Mapping[str, str] | None = None) -> list[str]:
    """Which sides there are by the names of the folders alone, sorted; see `sides_of`."""
    inner = root if words else _inside(root)
    placed = (_placed(parts, words)[0] for parts in below(inner, DEPTH if words else 2))
    return sorted({side for side in placed if side is not None})


def _part(files, split):
    return files.get(None, {}) if {*files} == {None} else files.get(split, {})


def _placed(parts, words):
    """(side, split, the folders that say neither, the folder that says the side) of the folders above a picture."""
    side = split = folder = None
    rest = []
    for part in parts:
        word = part.lower()
        both_split, both_side = _split_and_side(word, words or {})
        if split is None and word in ROLES:
            split = ROLES[word]
        elif side is None and (word in words if words else True):
            side, folder = (words[word] if words else part), part
        elif side is None and split is None and both_side:
            split, side, folder = both_split, both_side, part
        else:
            rest.append(part)
    return side, split, rest, folder


def _split_and_side(word, words):
    for role, split in ROLES.items():
        for rest in (word.removeprefix(role), word.removesuffix(role)):
            if rest != word and (side := words.get(rest.strip(BETWEEN))):
                return split, side
    return None, None


def _inside(root):
    """`root`, or the folder that it holds and nothing else, unless this is a split or holds no folders itself."""
    while len(folders := folders_in(root)) == 1 and folders[0].name.lower() not in ROLES and folders_in(folders[0]):
        if any(path.suffix.lower() in SUFFIXES for path in root.iterdir()):
            break
        root = folders[0]
    return root
