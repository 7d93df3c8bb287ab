"""The images that a user's own features are fitted to: as many rows as fit, at the size that the network sees."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from keras import ops

from tfgan_suite.aliases import Array, Shape
from tfgan_suite.data.pipeline.rows import in_parts, taken
from tfgan_suite.metrics.features.extractor import NoFeatures
from tfgan_suite.metrics.features.fit_input import fit_input

LARGEST_SIDE = 64
MOST_READ, MOST_HELD = 2**30, 2**28  # bytes of images as they are, and as the network sees them
COLOURS, RGB = {1, 3, 4}, 3


class Gathered(NamedTuple):
    """Images uint8 [n, side, side, c], and a label for each, or None."""

    images: Array
    labels: Array | None


def gathered(arrays: Sequence[Array], labels: Sequence[Array] | None = None, seed: int = 0) -> Gathered:
    """Rows of all arrays, drawn where they are more than 1 GB, or more than 256 MB as the network sees them.

    Args:
        arrays: uint8 images [n, h, w, c] each.
        labels: integers for each array.
        seed: of what is drawn.

    Raises:
        NoFeatures: see `input_shape`.
    """
    shape = input_shape(arrays)
    rows = [_rows(array, shape, len(arrays), seed) for array in arrays]
    images = np.concatenate([_fitted(taken(a, r), shape) for a, r in zip(arrays, rows, strict=True)])
    if labels is None:
        return Gathered(images, None)
    return Gathered(images, np.concatenate([np.asarray(y)[r] for y, r in zip(labels, rows, strict=True)]))


def input_shape(arrays: Sequence[Array]) -> tuple[int, int, int]:
    """(side, side, channels) that a network of these images takes: squares of no more than 64 pixels a side.

    Raises:
        NoFeatures: other arrays than images, or channels that have nothing in common.
    """
    for array in arrays:
        if array.dtype != np.uint8 or array.ndim != 4 or not len(array):
            raise NoFeatures(f"features are fitted to uint8 images, not to {array.dtype} of shape {array.shape}")
    channels = {array.shape[-1] for array in arrays}
    if len(channels) > 1 and not channels <= COLOURS:
        raise NoFeatures(f"images of {' and '.join(map(str, sorted(channels)))} channels have no features in common")
    side = min(LARGEST_SIDE, max(max(array.shape[1:3]) for array in arrays))
    return side, side, channels.pop() if len(channels) == 1 else RGB


def _rows(array, shape, shares, seed):
    n = min(len(array), MOST_READ // shares // _size(array.shape), MOST_HELD // shares // _size(shape))
    if n == len(array):
        return slice(None)
    return np.sort(np.random.default_rng(seed).permutation(len(array))[: max(1, n)])


def _size(shape):
    return int(np.prod(shape[-3:]))


def _fitted(images: Any, shape: Shape) -> Array:
    """Images of the shape that the network takes, as they are where they have it."""
    if images.shape[1:] == shape:
        return np.concatenate(list(in_parts(images)))
    parts = (fit_input(ops.convert_to_tensor(part, "float32"), shape) for part in in_parts(images))
    return np.concatenate([np.clip(np.round(ops.convert_to_numpy(part)), 0, 255).astype("uint8") for part in parts])
