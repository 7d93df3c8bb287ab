"""Masks of a user, in the forms that programs write them, as 0 and 255."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tfgan_suite.data.masks.codes import WANTED, as_channels, code_of, code_of_colours
from tfgan_suite.data.masks.palettes import packed
from tfgan_suite.errors import SuiteError

CHUNK = 256


def read_masks(masks: np.ndarray, n: int, names: Sequence[str] = ()) -> tuple[np.ndarray, tuple[str, ...]]:
    """(masks uint8 [n, H, W, K], names of the K classes).

    Of one object K is 1, 255 is where it is, and there are no names. Of several classes each pixel is 255 in the
    channel of its class, and the background is a class. What is void is `void.LEVEL` in all channels.

    Args:
        masks: [n, H, W] or [n, H, W, C] of any dtype: bool; 0 and 1; 0 and 255, or another single number; soft masks,
            whose values lie near their two ends in most places, cut at one half; three channels that are equal, or of
            black and one colour; several classes as numbers, as colours, or as channels of which one is marked.
        n: how many images there are.
        names: of the classes, if there are several; see `codes.code_of`.

    Raises:
        SuiteError: another shape, more values than classes, or masks in which nothing, or everything, is marked.
    """
    coloured = False
    if masks.ndim == 4 and masks.shape[-1] in (3, 4):
        masks, coloured = _one_channel(masks)
    elif masks.ndim == 4 and masks.shape[-1] > 1 and _is_one_hot(masks):
        masks = masks.argmax(-1)
    if masks.ndim == 3:
        masks = masks[..., None]
    if masks.ndim != 4 or masks.shape[-1] != 1 or len(masks) != n or masks.dtype.kind not in "biuf":
        raise SuiteError(
            f"masks are {masks.dtype} {list(masks.shape)}, not one [H, W] for each of {n} images; {WANTED}"
        )
    masks = _whole(masks)
    code = (code_of_colours if coloured else code_of)(census_of(masks), names)
    result = np.empty((*masks.shape[:-1], code.channels), np.uint8)
    for first in range(0, n, CHUNK):
        some = code.classes_of(masks[first : first + CHUNK, ..., 0])
        result[first : first + CHUNK] = as_channels(some, code.channels)
    return result, code.names


def _one_channel(masks):
    """(masks of one channel, whether its numbers are colours)."""
    colours = masks[..., :3]
    if (colours == colours[..., :1]).all():
        return colours[..., :1], False
    brightest = colours.max(-1, keepdims=True)
    marked = colours[brightest[..., 0] > 0]
    if (marked == marked[0]).all():
        return brightest, False
    if masks.dtype != np.uint8:
        raise SuiteError(f"masks in colours are {masks.dtype}, not uint8; {WANTED}")
    return packed(*np.moveaxis(colours.astype(np.int64), -1, 0)), True


def _is_one_hot(masks):
    marked = masks > 0
    return bool((marked.sum(-1) == 1).all() and len(np.unique(masks[:CHUNK])) == 2)


def _whole(masks):
    """The same masks in whole numbers: fractions from 0 to 1 in 255 levels, other fractions to the nearest."""
    if masks.dtype.kind != "f":
        return masks
    if not np.isfinite(masks).all():
        raise SuiteError(f"the masks hold NaN or infinite values; {WANTED}")
    if (masks == np.rint(masks)).all():
        return masks.astype(np.int64)
    return np.rint(masks * (255 if masks.max() <= 1 else 1)).astype(np.int64)


def census_of(masks: np.ndarray) -> Counter[int]:
    """How often each whole number occurs; counted some masks at a time, as they may be many."""
    found: Counter[int] = Counter()
    for first in range(0, len(masks), CHUNK):
        for value, count in zip(*_counted(masks[first : first + CHUNK]), strict=True):
            found[int(value)] += int(count)
    return found


def _counted(part):
    if part.dtype != np.uint8:
        return np.unique(part, return_counts=True)
    counts = np.bincount(part.ravel(), minlength=256)
    return np.flatnonzero(counts), counts[counts > 0]
