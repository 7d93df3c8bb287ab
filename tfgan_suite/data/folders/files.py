"""Array files: .npy and .npz, in the layouts that programs write them, as examples."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from tfgan_suite.data.folders.arrays import shaped
from tfgan_suite.data.folders.attributes import read_attributes
from tfgan_suite.data.folders.captions import read_captions
from tfgan_suite.data.folders.drafting import on_disk
from tfgan_suite.data.folders.labels import ONE_HOT, is_one_hot, read_labels
from tfgan_suite.data.folders.members import Member, members_of, read_members
from tfgan_suite.data.folders.places.boxes import read_boxes
from tfgan_suite.data.folders.places.keypoints import read_keypoints
from tfgan_suite.data.masks.arrays import read_masks
from tfgan_suite.data.masks.numbers import numbers_of
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.holdout import held_out
from tfgan_suite.data.pipeline.levels import darkness, range_note, scaled, usual_range
from tfgan_suite.data.pipeline.rows import Space, joined
from tfgan_suite.data.pipeline.void import SAID, VOID, known
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError

WHOLE = {
    **dict.fromkeys(("image", "images", "arr_0", "x", "data"), "image"),
    **dict.fromkeys(("label", "labels", "arr_1", "y"), "label"),
    **dict.fromkeys(("mask", "masks"), "mask"),
    **dict.fromkeys(("instance", "instances"), "instances"),
    **dict.fromkeys(("caption", "captions"), "caption"),
    **dict.fromkeys(("box", "boxes", "bbox"), "box"),
    **dict.fromkeys(("classes", "class_names", "label_names"), "classes"),
    **{field: field for field in ("source", "target", "attributes", "attribute_names")},
    **{field: field for field in ("mask_classes", "keypoints", "keypoint_names")},
}
PARTS = {
    **dict.fromkeys(("train", "training"), "train"),
    **dict.fromkeys(("test", "testing"), "test"),
    **dict.fromkeys(("val", "valid", "validation"), "validation"),
}
PICTURES = ("image", "source", "target")
NAMES = ("classes", "attribute_names", "mask_classes", "keypoint_names")


def from_file(
    path: Path,
    split: str = "all",
    value_range: tuple[float, float] | None = None,
    keys: Callable[[Examples], list[str]] | None = None,
    only: str | None = None,
    room: Path | None = None,
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
        room: directory for what is larger than 64 MiB and cannot be mapped from the file; None holds it in memory.

    Raises:
        SuiteError: no such file, not a NumPy file, no array of images, or arrays that do not fit, as in `from_arrays`
            and `read_masks`.
    """
    parts, notes = _parts(opened(path, room))
    if only:
        parts = {part: {field: array for field, array in of.items() if field == only} for part, of in parts.items()}
    if not any(field in parts["train"] for field in PICTURES):
        wanted = '"source" and "target"' if only else '"image" and "label"'
        raise SuiteError(f"{path} holds {', '.join(members_of(path)) or 'nothing'}; name its arrays {wanted}")
    space = on_disk(room) if room else np.empty
    held = parts["train"]
    if "test" in parts:
        held = {field: _joined(path, field, parts, space) for field in held if field not in NAMES} | _names(held)
    examples = _examples(held, path.name, value_range, notes, space)
    return side_of(examples, split, _own(parts), keys)


def side_of(
    examples: Examples, split: str, n: int | None, keys: Callable[[Examples], list[str]] | None = None
) -> Examples:
    """Those of a split, where the first `n` are to train on; None holds a tenth out, see `from_file`."""
    if n is None:
        return held_out(examples, split, keys(examples) if keys else None)
    sides = {"train": slice(n), "test": slice(n, None), "all": slice(None)}
    if split not in sides:
        raise SuiteError(f"{examples.name} has no split {split!r}; use train, test or all")
    return examples.take(sides[split])


def own_split(members: Mapping[str, Member]) -> int | None:
    """How many of the examples of a file with these members are to train on; None where it has no split of its own."""
    return _own(_parts(members)[0])


def opened(path: Path, room: Path | None = None) -> dict[str, np.ndarray]:
    """The arrays of a .npz file by name; that of a .npy file is called "image". Those that are large are mapped.

    Args:
        path: the file.
        room: see `from_file`.

    Raises:
        SuiteError: it cannot be read, or memory does not hold it.
    """
    try:
        return read_members(path, room)
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist; check the path") from None
    except (*DAMAGED_ARCHIVE, MemoryError) as error:
        if str(error).startswith("Object arrays"):
            raise SuiteError(
                f"{path} cannot be read: it holds Python objects; save names as np.array(names, dtype=str)"
            ) from error
        raise SuiteError(f"{path} cannot be read ({error}); save it again with numpy.save or numpy.savez") from error


def _own(parts):
    pictures = next((parts["train"][field] for field in PICTURES if field in parts["train"]), None)
    return None if "test" not in parts or pictures is None else pictures.shape[0]


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


def _joined(path, field, parts, space):
    train, test = parts["train"][field], parts["test"].get(field)
    if test is None:
        raise SuiteError(f"{path} has {field}s to train on and none to test: give both parts the same arrays")
    if train.shape[1:] != test.shape[1:]:
        raise SuiteError(
            f"{path} has {field}s of shape {list(train.shape[1:])} to train on and {list(test.shape[1:])} to test: "
            "give both one shape"
        )
    return joined([train, test], space) if field in PICTURES else np.concatenate([train, test])


def _examples(held, name, value_range, notes, space):
    fields, classes, attribute_names, mask_classes = {}, (), (), ()
    for field in PICTURES:
        if field in held:
            fields[field], said = read_pictures(held[field], value_range, space)
            notes = (*notes, *said)
    first = next(iter(fields.values()))
    if "mask" in held:
        named = tuple(map(str, held.get("mask_classes", ())))
        fields["mask"], mask_classes = read_masks(held["mask"], len(first), named)
        notes = (*notes, *([] if known(fields["mask"]).all() else [f"{VOID} in masks {SAID}"]))
        if fields["mask"].shape[1:3] != first.shape[1:3]:
            raise SuiteError(
                f"{name} has images of {_size(first)} and masks of {_size(fields['mask'])}: give both one size"
            )
    if "instances" in held:
        fields["instances"] = numbers_of(held["instances"], first.shape[:3])
    if "caption" in held:
        fields["caption"] = read_captions(held["caption"], len(first))
    if "box" in held:
        fields["box"] = read_boxes(held["box"], len(first))
    if "label" in held:
        named = tuple(map(str, held.get("classes", ())))
        fields["label"], classes = read_labels(held["label"], len(first), named, closed=True)
        notes = (*notes, *([ONE_HOT] if is_one_hot(held["label"], len(first)) else []))
    if "attributes" in held:
        named = tuple(map(str, held.get("attribute_names", ())))
        fields["attributes"], attribute_names = read_attributes(held["attributes"], len(first), named)
    keypoint_names = ()
    if "keypoints" in held:
        named = tuple(map(str, held.get("keypoint_names", ())))
        fields["keypoints"], keypoint_names = read_keypoints(held["keypoints"], len(first), named)
    about = {"attribute_names": attribute_names, "mask_classes": mask_classes, "keypoint_names": keypoint_names}
    return Examples(fields, name, classes, notes=tuple(dict.fromkeys(notes)), **about)


def read_pictures(
    images: np.ndarray, value_range: tuple[float, float] | None, space: Space = np.empty
) -> tuple[np.ndarray, tuple[str, ...]]:
    """Images of any usual scale as uint8 [N, H, W, C], and notes on how they were read; see `from_file`."""
    images = shaped(images)
    if images.dtype == bool:
        images = images.view(np.uint8)
    scale = value_range or usual_range(images)
    levels = scaled(images, scale, space)
    if value_range or levels is images:
        return levels, darkness(levels)
    return levels, (range_note(scale), *darkness(levels))


def _size(images):
    return "x".join(map(str, images.shape[1:3]))
