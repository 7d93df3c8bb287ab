"""A user's own arrays, in memory or in .npy and .npz files, as examples."""

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError

MAPPED_FROM = 2**30
BOMB_FROM, DENSEST = 2**28, 200
FURTHER = ("source", "target", "mask")


def from_arrays(
    images: np.ndarray,
    labels: np.ndarray | None = None,
    name: str = "arrays",
    *,
    value_range: tuple[float, float] | None = None,
    classes: tuple[str, ...] = (),
) -> Examples:
    """Examples from images held in memory.

    Args:
        images: [N, H, W, C] with C = 1, 3 or 4, or grey [N, H, W]; uint8 0..255, or floats with a
            `value_range`.
        labels: whole numbers from 0, [N].
        name: what to call the set in messages and reports.
        value_range: for float images, the values that mean black and white, such as (0, 1) or (-1, 1);
            they are stored as the nearest uint8.
        classes: names of the classes, in the order of the labels; their numbers by default.

    Returns:
        Fields "image", uint8 [N, H, W, C], and, with labels, "label", int32 [N].

    Raises:
        SuiteError: another rank, dtype or number of channels; floats without a range, outside it or not
            finite; labels that are not one whole number from 0 for each image, or that the classes do not
            cover.
    """
    images = np.asanyarray(images)
    if images.ndim == 3:
        images = images[..., None]
    if images.ndim != 4 or images.shape[-1] not in (1, 3, 4) or 0 in images.shape:
        raise SuiteError(f"images of shape {list(images.shape)} do not fit: use [N, H, W, C] with 1, 3 or 4 channels")
    fields = {"image": images if images.dtype == np.uint8 else _levels(images, value_range)}
    if labels is not None:
        fields["label"] = _checked_labels(np.asarray(labels), len(images), len(classes))
        classes = classes or [str(number) for number in range(fields["label"].max() + 1)]
    return Examples(fields, name, tuple(classes))


def _levels(images: np.ndarray, value_range: tuple[float, float] | None) -> np.ndarray:
    if not np.issubdtype(images.dtype, np.floating):
        raise SuiteError(f"images of dtype {images.dtype} do not fit: use uint8, or floats with value_range")
    if value_range is None:
        raise SuiteError("float images need value_range=(black, white), such as (0, 1) or (-1, 1)")
    low, high = value_range
    if not low < high:
        raise SuiteError(f"value_range {low}, {high} is empty; give the value of black, then that of white")
    if not np.isfinite(images).all():
        raise SuiteError("the images hold NaN or infinite values; remove or repair them")
    if images.min() < low or images.max() > high:
        raise SuiteError(
            f"the images range from {images.min():.4g} to {images.max():.4g}, outside "
            f"value_range {low}, {high}; give the range they have"
        )
    return np.rint((images - low) * (255 / (high - low))).astype(np.uint8)


def _checked_labels(labels: np.ndarray, n: int, classes: int) -> np.ndarray:
    if labels.shape != (n,) or not np.issubdtype(labels.dtype, np.integer):
        raise SuiteError(
            f"labels are {labels.dtype} {list(labels.shape)}, not one whole number for each of {n} images; "
            "turn one-hot labels into numbers with argmax"
        )
    if labels.min() < 0 or (classes and labels.max() >= classes):
        raise SuiteError(
            f"labels range from {labels.min()} to {labels.max()}; "
            + (f"number the {classes} classes from 0 to {classes - 1}" if classes else "number the classes from 0")
        )
    return labels.astype(np.int32)


def read_npy(path: Path) -> np.ndarray:
    """The array of a .npy file: in memory, or mapped from disk when the file is larger than 1 GiB."""
    return np.load(path, mmap_mode="r" if path.stat().st_size > MAPPED_FROM else None, allow_pickle=False)


def from_file(path: Path) -> Examples:
    """Examples from a file of uint8 images.

    Args:
        path: a .npy file of images, or a .npz file with the array "image" and, where there are any, "label" and
            "mask"; or, for translations, with "source" and "target".

    Raises:
        SuiteError: no such file, not a NumPy file, no array "image", or what `from_arrays` raises.
    """
    try:
        if path.suffix == ".npy":
            return from_arrays(read_npy(path), name=path.name)
        _refuse_bombs(path)
        with np.load(path, allow_pickle=False) as arrays:
            held = dict(arrays)
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist; check the path") from None
    except (*DAMAGED_ARCHIVE, MemoryError) as error:
        raise SuiteError(f"{path} cannot be read ({error}); save it again with numpy.save or numpy.savez") from error
    further = {field: from_arrays(held[field], name=path.name)["image"] for field in FURTHER if field in held}
    if "image" not in held and "source" in further:
        return Examples(further, path.name)
    if "image" not in held:
        raise SuiteError(f'{path} holds {", ".join(held) or "nothing"}; name its arrays "image" and "label"')
    examples = from_arrays(held["image"], held.get("label"), path.name)
    return replace(examples, fields={**examples.fields, **further})


def _refuse_bombs(path: Path) -> None:
    """An array of more than 256 MiB that was packed into less than a 200th of it is no photograph."""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.file_size > max(BOMB_FROM, DENSEST * entry.compress_size):
                raise ValueError(f"{entry.filename} would unpack {entry.file_size >> 20} MiB out of next to nothing")
