"""Masks of a user, in the forms that programs write them, as 0 and 255."""

import numpy as np

from tfgan_suite.errors import SuiteError

CHUNK = 256
EDGE = 8
WANTED = "give 0 or False where the object is not, and 1, 255 or True where it is"


def read_masks(masks: np.ndarray, n: int) -> np.ndarray:
    """Masks as uint8 [n, H, W, 1], 0 where the object is not and 255 where it is.

    Args:
        masks: [n, H, W] or [n, H, W, C] of any dtype: bool; 0 and 1; 0 and 255, or another single number; soft masks,
            whose values lie near their two ends in most places, cut at one half; three channels that are equal, or of
            black and one colour.
        n: how many images there are.

    Raises:
        SuiteError: another shape, classes of several objects, or masks in which nothing, or everything, is marked.
    """
    if masks.ndim == 4 and masks.shape[-1] in (3, 4):
        masks = _one_channel(masks)
    if masks.ndim == 3:
        masks = masks[..., None]
    if masks.ndim != 4 or masks.shape[-1] != 1 or len(masks) != n or masks.dtype.kind not in "biuf":
        raise SuiteError(
            f"masks are {masks.dtype} {list(masks.shape)}, not one [H, W] for each of {n} images; {WANTED}"
        )
    masks = _whole(masks)
    values, counts = _census(masks)
    lowest, highest = values[0], values[-1]
    if len(values) == 1:
        marked = "nothing" if not lowest else "everything"
        raise SuiteError(f"the masks are {lowest} in every place, which marks {marked}; {WANTED}")
    if values.tolist() not in ([0, highest], [-1, 1]) and not _is_soft(values, counts):
        shown = ", ".join(map(str, values[:4])) + (f", ... {highest}" if len(values) > 4 else "")
        raise SuiteError(f"the masks hold the values {shown}; keep one object, as in mask == {highest}, and {WANTED}")
    result = np.empty(masks.shape, np.uint8)
    for first in range(0, n, CHUNK):
        result[first : first + CHUNK] = np.where(masks[first : first + CHUNK] > highest / 2, 255, 0)
    return result


def _one_channel(masks):
    colours = masks[..., :3]
    if (colours == colours[..., :1]).all():
        return colours[..., :1]
    brightest = colours.max(-1, keepdims=True)
    marked = colours[brightest[..., 0] > 0]
    if (marked == marked[0]).all():
        return brightest
    raise SuiteError(
        f"the masks are in several colours, {list(masks.shape)}; make one channel of one object, and {WANTED}"
    )


def _whole(masks):
    """The same masks in whole numbers: fractions from 0 to 1 in 255 levels, other fractions to the nearest."""
    if masks.dtype.kind != "f":
        return masks
    if not np.isfinite(masks).all():
        raise SuiteError(f"the masks hold NaN or infinite values; {WANTED}")
    if (masks == np.rint(masks)).all():
        return masks.astype(np.int64)
    return np.rint(masks * (255 if masks.max() <= 1 else 1)).astype(np.int64)


def _census(masks):
    """The values that occur, in order, and how often; some at a time, as masks may be many."""
    found = {}
    for first in range(0, len(masks), CHUNK):
        for value, count in zip(*_counted(masks[first : first + CHUNK]), strict=True):
            found[int(value)] = found.get(int(value), 0) + int(count)
    values = sorted(found)
    return np.asarray(values), np.asarray([found[value] for value in values])


def _counted(part):
    if part.dtype != np.uint8:
        return np.unique(part, return_counts=True)
    counts = np.bincount(part.ravel(), minlength=256)
    return np.flatnonzero(counts), counts[counts > 0]


def _is_soft(values, counts):
    """Whether what lies between 0 and 255 is what smooth edges leave, or compression, which frays both ends."""
    if values[0] < 0 or not 255 - EDGE < values[-1] <= 255:
        return False
    white = values >= 255 - EDGE
    noisy = len(values[white]) > 1
    between = counts[(values > (EDGE if noisy else 0)) & ~white].sum()
    return bool(values[0] < EDGE and between < counts[white].sum())
