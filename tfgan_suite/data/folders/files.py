"""Array files: .npy and .npz, in the layouts that programs write them, as examples."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tfgan_suite.data.folders.arrays import read_npy, shaped
from tfgan_suite.data.folders.attributes import read_attributes
from tfgan_suite.data.folders.captions import read_captions
from tfgan_suite.data.folders.labels import ONE_HOT, is_one_hot, read_labels
from tfgan_suite.data.masks.arrays import read_masks
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.levels import darkness, scaled, usual_range
from tfgan_suite.data.pipeline.memory import in_mebibytes, memory
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError

WHOLE = {
    **dict.fromkeys(("image", "images", "arr_0", "x", "data"), "image"),
    **dict.fromkeys(("label", "labels", "arr_1", "y"), "label"),
    **dict.fromkeys(("mask", "masks"), "mask"),
    **dict.fromkeys(("caption", "captions"), "caption"),
    **dict.fromkeys(("classes", "class_names", "label_names"), "classes"),
    **{field: field for field in ("source", "target", "attributes", "attribute_names", "mask_classes")},
}
PARTS = {
    **dict.fromkeys(("train", "training"), "train"),
    **dict.fromkeys(("test", "testing"), "test"),
    **dict.fromkeys(("val", "valid", "validation"), "validation"),
}
PICTURES = ("image", "source", "target")
NAMES = ("classes", "attribute_names", "mask_classes")


def from_file(
    path: Path,
    split: str = "all",
    value_range: tuple[float, float] | None = None,
    keys: Callable[[Examples], list[str]] | None = None,
    only: str | None = None,
) -> Examples:
    """Examples from a file of images.

    Args:
        path: a .npy file of images, or a .npz file with the array "image" and, where there are any, "label",
            "attributes", "caption" and "mask"; or, for translations, with "source" and "target". A .npz file may hold
            its own splits, as in "x_train", "y_train", "x_test" and "y_test"; from another, a tenth is held out for
            "test".
        split: "train", "test" or "all".
        value_range: the values of black and white; None takes the usual ones, see `pipeline.levels.usual_range`.
        keys: gives each example a name; those that share one are on one side of the split. See `held_out`.
        only: the one field that is wanted, where those of a file may differ in length.

    Raises:
        SuiteError: no such file, not a NumPy file, no array of images, or arrays that do not fit, as in `from_arrays`
            and `read_masks`.
    """
    held = opened(path)
    if path.suffix == ".npy":
        return held_out(_examples(held, path.name, value_range), split)
    parts, notes = _parts(held)
    if only:
        parts = {part: {field: array for field, array in of.items() if field == only} for part, of in parts.items()}
    if not any(field in parts["train"] for field in PICTURES):
        wanted = '"source" and "target"' if only else '"image" and "label"'
        raise SuiteError(f"{path} holds {', '.join(held) or 'nothing'}; name its arrays {wanted}")
    if "test" not in parts:
        examples = _examples(parts["train"], path.name, value_range, notes)
        return held_out(examples, split, keys(examples) if keys else None)
    joined = {field: _joined(path, field, parts) for field in parts["train"] if field not in NAMES}
    examples = _examples(joined | _names(parts["train"]), path.name, value_range, notes)
    n = len(parts["train"][next(iter(joined))])
    sides = {"train": slice(n), "test": slice(n, None), "all": slice(None)}
    if split not in sides:
        raise SuiteError(f"{examples.name} has no split {split!r}; use train, test or all")
    return examples.take(sides[split])


def opened(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a .npz file by name; that of a .npy file is called "image".

    Raises:
        SuiteError: it cannot be read, or memory does not hold it.
    """
    try:
        if path.suffix == ".npy":
            return {"image": read_npy(path)}
        _refuse_what_memory_cannot_hold(path)
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist; check the path") from None
    except (*DAMAGED_ARCHIVE, MemoryError) as error:
        if str(error).startswith("Object arrays"):
            raise SuiteError(
                f"{path} cannot be read: it holds Python objects; save names as np.array(names, dtype=str)"
            ) from error
        raise SuiteError(f"{path} cannot be read ({error}); save it again with numpy.save or numpy.savez") from error


def _parts(held):
    """Split -> arrays by field, of arrays by the names that a file has; a file without splits is "train" alone."""
    found = {}
    for name, array in held.items():
        words = name.lower().split("_")
        part = next((PARTS[word] for word in words if word in PARTS), None)
        rest = "_".join(word for word in words if word not in PARTS)
        field = WHOLE.get(rest if part else name.lower())
        if field:
            found.setdefault(part, {})[field] = array
    if "train" not in found:
        return {"train": found.get(None, {})}, ()
    notes = ()
    if "validation" in found and "test" in found:
        notes = ("its validation arrays are passed over: its test arrays are what is held out",)
    parts = {"train": found["train"] | _names(found.get(None, {}))}
    tested = found.get("test") or found.get("validation")
    return (parts | {"test": tested} if tested else parts), notes


def _names(held):
    return {field: array for field, array in held.items() if field in NAMES}


def _joined(path, field, parts):
    train, test = parts["train"][field], parts["test"].get(field)
    if test is None:
        raise SuiteError(f"{path} has {field}s to train on and none to test: give both parts the same arrays")
    if train.shape[1:] != test.shape[1:]:
        raise SuiteError(
            f"{path} has {field}s of shape {list(train.shape[1:])} to train on and {list(test.shape[1:])} to test: "
            "give both one shape"
        )
    return np.concatenate([train, test])


def _examples(held, name, value_range, notes=()):
    fields, classes, attribute_names, mask_classes = {}, (), (), ()
    for field in PICTURES:
        if field in held:
            fields[field], said = read_pictures(held[field], value_range)
            notes = (*notes, *said)
    first = next(iter(fields.values()))
    if "mask" in held:
        named = tuple(map(str, held.get("mask_classes", ())))
        fields["mask"], mask_classes = read_masks(held["mask"], len(first), named)
        if fields["mask"].shape[1:3] != first.shape[1:3]:
            raise SuiteError(
                f"{name} has images of {_size(first)} and masks of {_size(fields['mask'])}: give both one size"
            )
    if "caption" in held:
        fields["caption"] = read_captions(held["caption"], len(first))
    if "label" in held:
        named = tuple(map(str, held.get("classes", ())))
        fields["label"], classes = read_labels(held["label"], len(first), named, closed=True)
        notes = (*notes, *([ONE_HOT] if is_one_hot(held["label"], len(first)) else []))
    if "attributes" in held:
        named = tuple(map(str, held.get("attribute_names", ())))
        fields["attributes"], attribute_names = read_attributes(held["attributes"], len(first), named)
    about = {"attribute_names": attribute_names, "mask_classes": mask_classes}
    return Examples(fields, name, classes, notes=tuple(dict.fromkeys(notes)), **about)


def read_pictures(images: np.ndarray, value_range: tuple[float, float] | None) -> tuple[np.ndarray, tuple[str, ...]]:
    """Images of any usual scale as uint8 [N, H, W, C], and notes on how they were read; see `from_file`."""
    images = shaped(images)
    if images.dtype == bool:
        images = images.view(np.uint8)
    scale = value_range or usual_range(images)
    levels = scaled(images, scale)
    if value_range or levels is images:
        return levels, darkness(levels)
    return levels, (f"values from {scale[0]:g} for black to {scale[1]:g} for white", *darkness(levels))


def _size(images):
    return "x".join(map(str, images.shape[1:3]))


def _refuse_what_memory_cannot_hold(path):
    with zipfile.ZipFile(path) as archive:
        needed = sum(entry.file_size for entry in archive.infolist())
    if needed > memory():
        raise ValueError(f"it would unpack to {in_mebibytes(needed)}, more than the memory of this machine")
