"""Folder layouts: which sub-folders are splits and which are classes."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from tfgan_suite.data.folders.lists import LISTS, PICTURES, listed_splits, split_of
from tfgan_suite.data.folders.told import Told, told_of
from tfgan_suite.data.folders.walking import some, walk
from tfgan_suite.errors import SuiteError

ROLES = {
    **dict.fromkeys(("train", "training", "trn"), "train"),
    **dict.fromkeys(("test", "testing", "tst"), "test"),
    **dict.fromkeys(("val", "valid", "validation", "dev"), "validation"),
}
WITHOUT_LABEL = ("unlabelled", "unlabeled", "unsup", "unsupervised")
STRAY = 10


@dataclass(frozen=True)
class Layout:
    """Which pictures there are to train on and to test.

    Attributes:
        source: the directory that holds the splits, or the pictures where there are none.
        train: pictures by their paths below `source`, or below the folder of their split.
        test: the same; None where a tenth of `train` is to be held out.
        classes: the sub-folders that are classes, sorted, or those of a table; none where pictures have no labels.
        notes: what was passed over, and why.
        told: what tables say of the pictures.
    """

    source: Path
    train: dict[str, Path]
    test: dict[str, Path] | None
    classes: tuple[str, ...]
    notes: tuple[str, ...]
    told: Told = field(default_factory=Told)

    @property
    def every(self) -> list[Path]:
        """All pictures that are used."""
        return [*self.train.values(), *(self.test or {}).values()]

    def rows(self, part: str) -> list[tuple[str, Path, str]]:
        """(name, picture, name of its class, "" where it has none) of each in "train", "test" or "all"."""
        sides = {"train": self.train, "test": self.test or {}}
        if part != "all":
            return [(name, path, self._class(name, path)) for name, path in sides[part].items()]
        named = [(side, name, path) for side, files in sides.items() for name, path in files.items()]
        return [(f"{side}/{name}" if self.test else name, path, self._class(name, path)) for side, name, path in named]

    def _class(self, name, path):
        return name.partition("/")[0] if self.told.labels is None else self.told.labels.get(path, "")


def laid_out(root: Path, companions: Set[str] = frozenset()) -> Layout:
    """The layout of the folder `root`, where files with suffixes in `companions` belong to the pictures.

    Sub-folders called train, test and validation, in any case and in the usual abbreviations, are splits: where there
    is one to train on beside another, or all sub-folders have such names. Test is held out, validation only where
    there is no test. Other sub-folders are classes, below a split as well as without; a sub-folder that holds all
    others is gone into first. Up to a tenth of the pictures may lie beside the classes and are passed over; with more
    there are no labels. A sub-folder called unlabelled beside classes or splits holds pictures to train on that have no
    label. Of a kit of Pascal VOC the pictures in JPEGImages are used, in the splits of its lists. Where tables say what
    pictures are, no sub-folder is a class, and pictures that a table does not name are passed over.

    Raises:
        SuiteError: no picture at all, splits of which none is there to train on, or a table that does not fit.
    """
    found = walk(root, companions)
    if not found.pictures:
        seen = "; ".join(found.notes(root))
        raise SuiteError(f"{root} holds no images{f' ({seen})' if seen else ''}; put .png, .jpg or .webp files there")
    if not found.tables and (listed := _listed(root, found)):
        return listed
    told = told_of(root, found.tables, found.pictures)
    layout = arranged(root, told.known(found.pictures), classified=_unclassified if told.tables else None)
    notes = (*layout.notes, *told.notes, *found.notes(root))
    return replace(layout, classes=told.classes or layout.classes, notes=notes, told=told)


def arranged(root: Path, paths: list[Path], what: str = "images", classified: Callable | None = None) -> Layout:
    """The layout of what was found below `root`; see `laid_out`.

    Args:
        root: the directory.
        paths: files, or folders that are one example each.
        what: what they are called in notes.
        classified: of {name: path}, those that are used, the classes they are in, and notes; None takes sub-folders.
    """
    classified = classified or _classified
    source = _wrapped(root, paths)
    tops = _tops(source, paths)
    roles = {name: ROLES.get(name.lower()) for name in tops if name is not None and not _has_no_label(name)}
    known = {*roles.values()}
    divided = roles and (None not in known or ("train" in known and len(known) > 2))
    layout = _divided(source, tops, roles, classified) if divided else _whole(source, tops, classified)
    return replace(layout, notes=tuple(note.replace("images", what) for note in layout.notes))


def _wrapped(root, pictures):
    """`root`, or the sub-folder that holds all pictures, where these are in sub-folders of their own again."""
    while pictures:
        parts = [path.relative_to(root).parts for path in pictures]
        if len({part[0] for part in parts}) > 1 or min(map(len, parts)) < 3:
            break
        root = root / parts[0][0]
    return root


def _tops(source, pictures):
    """Pictures by the sub-folder they are in; those in none are under None."""
    tops = {}
    for path in pictures:
        parts = path.relative_to(source).parts
        tops.setdefault(parts[0] if len(parts) > 1 else None, []).append(path)
    return tops


def _whole(source, tops, classified):
    pictures = [path for paths in tops.values() for path in paths]
    named = {path.relative_to(source).as_posix(): path for path in sorted(pictures)}
    named, classes, notes = classified(named)
    return Layout(source, named, None, classes, notes)


def _divided(source, tops, roles, classified):
    sides = {}
    for name, role in roles.items():
        for path in tops[name] if role else ():
            sides.setdefault(role, {})[path.relative_to(source / name).as_posix()] = path
    for name in filter(_has_no_label, tops):
        sides.setdefault("train", {}).update((path.relative_to(source).as_posix(), path) for path in tops[name])
    if "train" not in sides:
        raise SuiteError(f"{source} has {' and '.join(roles)} and nothing to train on; call a sub-folder train")
    over = {name or "no sub-folder": len(tops[name]) for name in (None, *roles) if name in tops and not roles.get(name)}
    if "test" in sides and "validation" in sides:
        over |= {name: len(tops[name]) for name, role in roles.items() if role == "validation"}
    notes = [f"passed over {n} images in {name}: its splits are elsewhere" for name, n in over.items()]
    train, classes, said = classified(sides["train"])
    held = sides.get("test") or sides.get("validation")
    if held is None:
        return Layout(source, train, None, classes, (*notes, *said))
    test, known, also = classified(held)
    if classes and not known:
        notes.append(f"passed over {len(test)} images to test on, which are in no class folders; a tenth is held out")
        return Layout(source, train, None, classes, (*notes, *said))
    classes = tuple(sorted({*classes, *known})) if classes and known else ()
    return Layout(source, train, test, classes, (*notes, *said, *also))


def _listed(root, found):
    """The layout of a kit of Pascal VOC; None where it is none."""
    sides, splits = {}, listed_splits(root, ("Main", "Segmentation"))
    for path in found.pictures:
        if path.parent.name == PICTURES and (split := split_of(path, splits)):
            sides.setdefault(split, {})[path.relative_to(root).as_posix()] = path
    if "train" not in sides:
        return None
    held = sides.get("test") or sides.get("validation")
    used = len(sides["train"]) + len(held or ())
    left = len(found.pictures) - used
    notes = (f"passed over {left} images beside those that {LISTS} list",) if left else ()
    found.others.pop(".txt", None)
    return Layout(root, sides["train"], held, (), (*notes, *found.notes(root)))


def _unclassified(named):
    return named, (), ()


def _classified(named):
    """The pictures that are used, the classes they are in, and notes on the others."""
    loose = [name for name in named if "/" not in name]
    folders = {name.partition("/")[0] for name in named if "/" in name}
    classes = tuple(sorted(name for name in folders if not _has_no_label(name)))
    if not loose or not classes:
        return named, classes, ()
    if len(loose) > max(1, len(named) // STRAY):
        return named, (), (f"no labels: {len(loose)} of {len(named)} images are in no sub-folder",)
    kept = {name: path for name, path in named.items() if "/" in name}
    return kept, classes, (f"passed over {len(loose)} images beside the class folders: {some(loose)}",)


def _has_no_label(name):
    return name is not None and name.lower() in WITHOUT_LABEL
