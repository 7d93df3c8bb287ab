"""Array sources: a user's own arrays in memory as examples."""

from pathlib import Path

import numpy as np

from tfgan_suite.data.folders.attributes import read_attributes
from tfgan_suite.data.folders.labels import ONE_HOT, is_one_hot, read_labels
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.levels import checked_range, darkness, scaled, seen
from tfgan_suite.data.pipeline.resizing import DEEP, MODES
from tfgan_suite.errors import SuiteError

MAPPED_FROM = 2**26
OTHERS = 16


def from_arrays(
    images: np.ndarray,
    labels: np.ndarray | None = None,
    name: str = "arrays",
    *,
    value_range: tuple[float, float] | None = None,
    classes: tuple[str, ...] = (),
    attributes: np.ndarray | None = None,
    attribute_names: tuple[str, ...] = (),
) -> Examples:
    """Examples from images held in memory.

    Args:
        images: [N, H, W, C] with C from 1 to 16, or grey [N, H, W]; uint8 0..255, bool, or any numbers with a
            `value_range`.
        labels: whole numbers from 0, or names, [N] or [N, 1], or one-hot, [N, classes]; see `labels.read_labels`.
        name: what to call the set in messages and reports.
        value_range: the values that mean black and white, such as (0, 1), (-1, 1) or (0, 4095); images are stored as
            the nearest uint8.
        classes: names of the classes, in the order of the labels; their numbers by default.
        attributes: what each image has (1) or lacks (0), or numbers, [N, K]; see `attributes.read_attributes`.
        attribute_names: of the K attributes.

    Returns:
        Fields "image", uint8 [N, H, W, C]; with labels "label", int32 [N]; with attributes "attributes", float32
        [N, K].

    Raises:
        SuiteError: another rank, dtype or number of channels; numbers other than uint8 without a range, 0 and 1 alone
            without one, values outside it or not finite; labels that are not one for each image, or that the classes do
            not cover; attributes that are not one row for each image.
    """
    images = shaped(images)
    levels = _levels(images, checked_range(value_range))
    fields, notes = {"image": levels}, darkness(levels)
    if labels is not None:
        notes = (*notes, *([ONE_HOT] if is_one_hot(labels, len(images)) else []))
        fields["label"], classes = read_labels(labels, len(images), tuple(classes))
    if attributes is not None:
        fields["attributes"], attribute_names = read_attributes(attributes, len(images), tuple(attribute_names))
    return Examples(fields, name, tuple(classes), notes=notes, attribute_names=tuple(attribute_names))


def shaped(images: np.ndarray) -> np.ndarray:
    """Images [N, H, W, C]; grey ones gain their channel.

    Args:
        images: [N, H, W, C], C from 1 to 16, or grey [N, H, W].

    Raises:
        SuiteError: another shape, such as one with the channels before the sides.
    """
    images = np.asanyarray(images)
    if images.ndim == 3:
        images = images[..., None]
    if images.ndim == 4 and images.shape[1] in MODES and images.shape[-1] not in MODES:
        shape = list(images.shape)
        raise SuiteError(f"images of shape {shape} have their channels first: give images.transpose(0, 2, 3, 1)")
    if images.ndim != 4 or images.shape[-1] > DEEP or 0 in images.shape:
        raise SuiteError(f"images of shape {list(images.shape)} do not fit: use [N, H, W, C] with 1 to {DEEP} channels")
    return images


def _levels(images, value_range):
    if images.dtype == bool:
        return scaled(images.view(np.uint8), (0, 1))
    if value_range is not None:
        return scaled(images, value_range)
    if np.issubdtype(images.dtype, np.floating):
        raise SuiteError("float images need value_range=(black, white), such as (0, 1) or (-1, 1)")
    if images.dtype != np.uint8:
        raise SuiteError(f"images of dtype {images.dtype} do not fit: use uint8, or value_range=(black, white)")
    if (seen(images).min(), seen(images).max()) == (0, 1):
        raise SuiteError("the images hold 0 and 1 alone, both black in uint8: give value_range=(0, 1)")
    return images


def read_npy(path: Path) -> np.ndarray:
    """The array of a .npy file: in memory, or mapped from disk when it is larger than 64 MiB of uint8, or 1 GiB."""
    size = path.stat().st_size
    if size > MAPPED_FROM:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
        if array.dtype == np.uint8 or size > OTHERS * MAPPED_FROM:
            return array
    return np.load(path, allow_pickle=False)
