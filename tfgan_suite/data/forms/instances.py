"""Instances: pictures whose masks are drawn from COCO's annotations of their objects."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tfgan_suite.data.folders.columns import Column, divided, pictures, table
from tfgan_suite.data.folders.layout import ROLES
from tfgan_suite.data.folders.outlines import states_of
from tfgan_suite.data.folders.partners import Partners
from tfgan_suite.data.folders.walking import some, walk
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.masks.annotations import (
    Annotated,
    Annotations,
    annotation_files,
    is_of_annotations,
    read_annotations,
)
from tfgan_suite.data.masks.codes import BACKGROUND, MOST
from tfgan_suite.data.masks.files import are_alike, fitted_classes
from tfgan_suite.data.pipeline.decoding import attempted, upright_size
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

TREE = """\
mine/                            or train/, valid/ and test/, each with its _annotations.coco.json;
  annotations/                   or one .json of images, annotations and categories, without splits
    instances_train2017.json
    instances_val2017.json
  train2017/ 000000000009.jpg ...
  val2017/   000000000139.jpg ..."""
Found = dict[Path, Annotated]


class Instances:
    """The annotated pictures below a folder.

    Args:
        root: the folder.
        files: of annotations.

    Attributes:
        sides: split -> picture -> what is in it.
        names: of the classes that occur, in the order of their numbers.
        notes: what was passed over, and why.

    Raises:
        SuiteError: a file that is not as COCO keeps them, or no annotation that can be drawn.
    """

    def __init__(self, root: Path, files: list[Path]) -> None:
        self.root = root
        self.notes: tuple[str, ...] = ()
        self.sides: dict[str, Found] = {}
        walked = walk(root, {".json"})
        known = defaultdict(list)
        for path in walked.pictures:
            known[path.name].append(path)
        read = [read_annotations(file, root) for file in files]
        for each in read:
            self._place(each, known)
        drawn = {name for found in self.sides.values() for about in found.values() for name, _, _ in about.objects}
        if not drawn:
            broken = next((f"; first {one}" for each in read for one in each.broken), "")
            raise SuiteError(
                f"no annotation in {' or '.join(file.name for file in files)} of {root} can be drawn{broken}: give "
                'polygons or runs of pictures that are there, {"segmentation": [[x, y, ...]], ...}'
            )
        ordered = dict.fromkeys(name for each in read for name in each.categories)
        self.names = [name for name in ordered if name in drawn]
        if len(self.names) > MOST:
            raise SuiteError(f"{root} has objects of {len(self.names)} categories, more than {MOST}: join some of them")
        if idle := [name for name in ordered if name not in drawn]:
            self.notes += (f"left out {len(idle)} categories without annotations: {some(idle)}",)
        listed = {path for found in self.sides.values() for path in found}
        if left := sum(path not in listed for path in walked.pictures):
            self.notes += (f"passed over {left} images that no annotations are used of",)
        self.notes += walked.notes(root)

    @property
    def every(self) -> Found:
        """All of them."""
        return {path: about for found in self.sides.values() for path, about in found.items()}

    def divided(self) -> tuple[Iterable[Path], Iterable[Path], tuple[str, ...]]:
        """(pictures to train on, pictures to test on, notes); of a single split a tenth is to be held out."""
        if len(self.sides) == 1:
            return [*self.every], [], ()
        train = self.sides.get("train") or self.sides.get("")
        if not train:
            there = " and ".join(sorted(self.sides))
            raise SuiteError(
                f"{self.root} has annotations to {there} and none to train on; call a file instances_train"
            )
        held = self.sides.get("test") or self.sides.get("validation") or {}
        over = {*self.every} - {*train} - {*held}
        notes = (f"passed over {len(over)} images in another split",) if over else ()
        return train, [path for path in held if path not in train], notes

    def _place(self, read: Annotations, known: dict[str, list[Path]]) -> None:
        lost, silent, found = [], [], self.sides.setdefault(read.split or "", {})
        for about in read.pictures:
            path = _picture(about.name, known, read, self.root)
            if path is None:
                lost.append(about.name)
            elif about.broken and not about.objects:
                silent.append(about.name)
            else:
                found[path] = about
        where = read.path.name
        skipped = {
            f"skipped {len(read.broken)} of {read.count} annotations in {where}": read.broken,
            f"skipped {len(lost)} images of {where} that are not there": lost,
            f"skipped {len(silent)} images of {where} none of whose annotations can be drawn": silent,
        }
        self.notes += tuple(f"{line}: {some(names)}" for line, names in skipped.items() if names)
        if not found:
            del self.sides[read.split or ""]


def _picture(name: str, known: dict[str, list[Path]], read: Annotations, root: Path) -> Path | None:
    """The picture that annotations mean: by the end of its path, in the folder of their split where several are so."""
    named = known.get(name.rpartition("/")[2], [])
    ending = [path for path in named if path.as_posix().endswith(f"/{name}")] or (named if len(named) == 1 else [])
    of_split = [path for path in ending if read.split in _roles(path.relative_to(root))]
    near = [path for path in of_split or ending if path.parent == read.path.parent]
    return next(iter(near or of_split or ending), None)


def _roles(path):
    words = (word for part in path.parts[:-1] for word in re.split(r"[^a-z]+", part.lower()))
    return {ROLES[word] for word in words if word in ROLES}


def _read(request: DataRequest) -> Examples:
    if request.path.is_file():
        root, files = _root(request.path), [request.path]
    else:
        root, files = request.path, annotation_files(request.path)
    instances = functools.cache(lambda: Instances(root, files))

    def arrange():
        found = instances()
        odd = _odd(found.every)
        named = [f"{path.relative_to(root)} ({why})" for path, why in odd.items()]
        notes = [f"skipped {len(odd)} images of another shape than annotated: {some(named)}"] if odd else []
        train, test, said = found.divided()
        rows = [
            {path.relative_to(root).as_posix(): dict.fromkeys(("image", "mask"), path) for path in part}
            for part in (train, test)
        ]
        arranged = Partners(rows[0], rows[1] or None, (*said, *found.notes)).without(odd, notes)
        if not arranged.train:
            raise SuiteError(f"no image in {root} is of the shape that its annotations say, first {named[0]}")
        return replace(arranged, further=f"{found.names} {states_of(files)}")

    def read(request, rows):
        found = instances()
        image = pictures([row["image"] for row in rows.values()], request)
        columns = {"image": image, "mask": _column(found.every, found.names, image.shape[:2], request.resize)}
        names = (BACKGROUND, *found.names) if len(found.names) > 1 else ()
        return replace(table(request, rows, columns), mask_classes=names)

    name = request.path.name
    of = f"annotations {files[0].name}" if request.path.is_file() else "annotations"
    return replace(divided(replace(request, name=str(root)), arrange, read, of), name=name)


def _odd(found: Found) -> dict[Path, str]:
    """Pictures of another aspect than their annotations say, and both sizes."""
    odd = {}
    for path, own in zip(found, attempted(upright_size, [*found], "measuring"), strict=True):
        height, width = found[path].size
        if isinstance(own, tuple) and not are_alike(own, (height, width)):
            odd[path] = f"{own[1]}x{own[0]}, annotated {width}x{height}"
    return odd


def _column(found: Found, names: list[str], size: tuple[int, int], resize: str) -> Column:
    channels = len(names) + 1 if len(names) > 1 else 1

    def read(path):
        return fitted_classes(found[path].classes(names), size, channels, resize)

    return Column(read, (*size, channels))


def _root(file: Path) -> Path:
    """The folder that holds the pictures of a file of annotations: its own, or the one above."""
    return file.parent.parent if file.parent.name.lower() in ("annotations", "labels") else file.parent


def _fits(path: Path) -> bool:
    return bool(annotation_files(path)) if path.is_dir() else is_of_annotations(path)


INSTANCES = Form("COCO's annotations beside pictures", TREE, _fits, _read)
