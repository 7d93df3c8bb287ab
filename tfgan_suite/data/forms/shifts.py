"""Shifts: a source with labels and a target without, as users keep them, in any numbers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.data.folders.files import opened, read_pictures
from tfgan_suite.data.folders.labels import UNLABELLED, read_labels
from tfgan_suite.data.folders.layout import ROLES
from tfgan_suite.data.folders.walking import some
from tfgan_suite.data.forms.form import Form
from tfgan_suite.data.forms.images import read_folder
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import SHUFFLE, held_out
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.pipeline.rows import repeated
from tfgan_suite.data.request import DataRequest
from tfgan_suite.errors import SuiteError

SOURCES, TARGETS = ("source", "src", "labelled", "labeled"), ("target", "tgt")
TREE = """\
shift/                splits are optional, above or below
  source/
    cat/ 1.png ...
    dog/ 1.png ...
  target/ 1.png ...   in the same class folders their labels serve the score alone"""
SILENT = "the target has no labels: how well it is classified cannot be told"


def shifted(source: Examples, target: Examples, request: DataRequest) -> Examples:
    """Two sets as one, whose rows have nothing to do with one another.

    To train on there are as many examples as the larger set has; the smaller one's rows come again and again, by
    reference, and streams draw either set for itself, see `Examples.apart`. To test on there are as many as the smaller
    has, but all of a source whose target has no labels.

    Args:
        source: "image" or "point", and "label".
        target: the same field; "label" where the classes of some are known.
        request: whose split decides.
    """
    field = next(iter(source.fields))
    order = np.random.default_rng(SHUFFLE).permutation(len(target))
    images, labels = target.take(order)[field], target.fields.get("label")
    known = labels is not None and bool((labels != UNLABELLED).any())
    n, notes = max(len(source), len(target)), [*source.notes, *target.notes]
    told = {} if labels is None or request.split == "train" else {"target_label": labels[order]}
    if request.split == "test" and known:
        n = min(len(source), len(target))
        source = source.take(np.linspace(0, len(source) - 1, n).astype(int))
        images, told = images[:n], {"target_label": told["target_label"][:n]}
    if not known:
        told, notes = {}, [SILENT, *notes]
    counts = f"{len(source):,} of the source and {len(target):,} of the target"
    if request.split == "train" and len(source) != len(target):
        notes.insert(0, f"{counts}; those of the smaller come again")
    fields = {"source": repeated(source[field], n), "label": np.resize(source["label"], n)}
    fields |= {"target": repeated(images, n), **{name: np.resize(some, n) for name, some in told.items()}}
    apart = (("source", "label"), ("target", *told))
    return Examples(fields, request.path.name, source.classes, notes=tuple(dict.fromkeys(notes)), apart=apart)


def _read_folders(request: DataRequest) -> Examples:
    source, target = (_domain(request, names) for names in (SOURCES, TARGETS))
    if not source.classes:
        raise SuiteError(f"{request.path} has a source without labels: put its images into source/CLASS/")
    source, target = _alike(source, target, request)
    fields, notes = dict(target.fields), target.notes
    if target.classes and not {*target.classes} & {*source.classes}:
        del fields["label"]
    elif target.classes:
        fields["label"], strange = _numbered(target, source.classes)
        if strange:
            notes = (*notes, f"of the target's classes the source lacks {some(strange)}, which count for nothing")
    return shifted(source, replace(target, fields=fields, notes=notes), request)


def _domain(request: DataRequest, names: Sequence[str]) -> Examples:
    """The images of one domain, whose folder stands above or below the splits."""
    if own := _folder(request.path, names):
        return read_folder(replace(request, name=str(own)))
    splits = {role: path for path in _folders(request.path) if (role := ROLES.get(path.name.lower()))}
    held = splits.get("test") or splits.get("validation")
    sides = {"train": _folder(splits["train"], names), "test": _folder(held, names) if held else None}
    if sides["test"] is None:
        return read_folder(replace(request, name=str(sides["train"])))
    parts = [
        read_folder(replace(request, name=str(path), split="all"))
        for side, path in sides.items()
        if request.split in (side, "all")
    ]
    return parts[0] if len(parts) == 1 else _together(parts)


def _together(parts: list[Examples]) -> Examples:
    classes = tuple(sorted({name for part in parts for name in part.classes}))
    fields: dict[str, Any] = {"image": np.concatenate([part["image"] for part in parts])}
    if all(part.classes for part in parts):
        fields["label"] = np.concatenate([_numbered(part, classes)[0] for part in parts])
    return replace(parts[0], fields=fields, classes=classes if "label" in fields else ())


def _numbered(examples: Examples, classes: tuple[str, ...]) -> tuple[np.ndarray, list[str]]:
    """The labels of examples as numbers of other classes, -1 where these lack theirs, and the names that they lack."""
    numbers = [classes.index(name) if name in classes else UNLABELLED for name in examples.classes]
    labels = np.asarray([*numbers, UNLABELLED], np.int32)[examples["label"]]
    return labels, [name for name in examples.classes if name not in classes]


def _read_arrays(request: DataRequest) -> Examples:
    held = opened(request.path)
    label = held.get("label", held.get("source_label"))
    if label is None or not {"source", "target"} <= held.keys():
        raise SuiteError(f"{request.path} holds {', '.join(held) or 'nothing'}; name its arrays source, label, target")
    source, target = (_values(held[name], name, request) for name in ("source", "target"))
    source, target = _alike(source, target, request)
    named = tuple(map(str, held.get("classes", ())))
    numbers, classes = read_labels(label, len(source), named, closed=True)
    if (numbers == UNLABELLED).any():
        raise SuiteError(f"some examples of the source of {request.path} have no label; give each one")
    source = replace(source, fields={**source.fields, "label": numbers}, classes=classes)
    theirs = held.get("target_label")
    if theirs is not None and not np.all(theirs == UNLABELLED):
        numbers, names = read_labels(theirs, len(target), named, closed=True)
        numbers, _ = _numbered(Examples({"label": numbers}, target.name, names), classes)
        target = replace(target, fields={**target.fields, "label": numbers})
    return shifted(held_out(source, request.split), held_out(target, request.split), request)


def _alike(source: Examples, target: Examples, request: DataRequest) -> tuple[Examples, Examples]:
    """Both domains in colour where one of them is. Raises SuiteError where they are of other shapes."""
    field = next(iter(source.fields))
    ours, theirs = source[field].shape[1:], target.fields.get(field, np.empty((0, 0))).shape[1:]
    if ours == theirs:
        return source, target
    if field not in target.fields or ours[:-1] != theirs[:-1] or len(ours) == 1:
        shapes = " and ".join("x".join(map(str, next(iter(x.fields.values())).shape[1:])) for x in (source, target))
        advice = "pass image_size (--image-size 32)" if len(ours) == 3 else "give both one shape"
        raise SuiteError(f"{request.path} has a source and a target of {shapes}; {advice}")
    return fitted(source, None, 3), fitted(target, None, 3)


def _values(array: np.ndarray, name: str, request: DataRequest) -> Examples:
    """Images [N, H, W(, C)] as "image", vectors [N, D] as "point"."""
    if array.ndim == 2 and array.dtype.kind in "biuf":
        if request.size or request.channels:
            raise SuiteError(f"{request.path} holds points, not images; leave out image size and channels")
        return Examples({"point": array.astype(np.float32)}, name)
    images, notes = read_pictures(array, request.value_range)
    examples = Examples({"image": images}, f"the {name}", notes=notes)
    return fitted(examples, request.size, request.channels, request.resize)


def _folders(path: Path) -> list[Path]:
    return sorted(inner for inner in path.iterdir() if inner.is_dir() and not inner.name.startswith("."))


def _folder(path: Path, names: Sequence[str]) -> Path | None:
    return next((inner for inner in _folders(path) if inner.name.lower() in names), None)


def _has_both(path: Path) -> bool:
    return bool(_folder(path, SOURCES) and _folder(path, TARGETS))


def _fits(path: Path) -> bool:
    if not path.is_dir():
        return False
    splits = [inner for inner in _folders(path) if ROLES.get(inner.name.lower()) == "train"]
    return _has_both(path) or any(map(_has_both, splits))


FORMS = (
    Form(
        ".npz of source, label and target",
        "mine.npz   source, label, target, target_label where it is known",
        lambda path: path.suffix == ".npz",
        _read_arrays,
    ),
    Form("source/ with a folder for each class beside target/", TREE, _fits, _read_folders),
)
