"""Placed Fashion-MNIST: what a picture shows, how bright, and in which box."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.tasks.captioned_fashion import NOUNS, PEAKS, SHADES

SIDE, SIDES = 32, (12, 16, 20)
DARK = 25


def placed_fashion(source: Examples, split: str) -> Examples:
    """One article of clothing somewhere on a black 32x32 canvas, a sentence that says what, and the box that it fills.

    Each image of Fashion-MNIST is shrunk to a square of 12, 16 or 20 pixels, scaled to a peak of 115 or 255 and
    put at a place drawn at random; its box is the smallest that holds all pixels of at least 25. There are 20 captions,
    such as "a dim sneaker".

    Args:
        source: Fashion-MNIST as it is, "image" uint8 [N, 28, 28, 1] and "label".
        split: its name; the splits draw different shades, sizes and places.

    Returns:
        Fields "image" uint8 [N, 32, 32, 1], "caption" of strings, "box" float32 [N, 4], (x, y, width, height) as shares
        of the sides from the upper left, "label" and "shade", int32 [N].
    """
    rng = np.random.default_rng([4161, *split.encode()])
    n = len(source)
    shade = rng.integers(len(SHADES), size=n, dtype=np.int32)
    sides = rng.choice(SIDES, n)
    top, left = (rng.integers(0, SIDE - sides + 1) for _ in range(2))
    images = np.zeros((n, SIDE, SIDE, 1), np.uint8)
    for side in np.unique(sides):
        rows = np.flatnonzero(sides == side)
        sprites = fitted(source.take(rows), (int(side), int(side)), 1)["image"].astype(np.float32)
        sprites *= (np.array(PEAKS)[shade[rows]] / sprites.max((1, 2, 3)).clip(1))[:, None, None, None]
        for row, sprite in zip(rows, sprites, strict=True):
            images[row, top[row] : top[row] + side, left[row] : left[row] + side] = np.rint(sprite)
    captions = [f"a {SHADES[s]} {NOUNS[y]}" for y, s in zip(source["label"], shade, strict=True)]
    fields = {"image": images, "caption": np.array(captions), "box": boxes_of(images), "label": source["label"]}
    return Examples({**fields, "shade": shade}, "placed_fashion", NOUNS, source.licence)


def boxes_of(images: Array, dark: int = DARK) -> Array:
    """The smallest box (x, y, width, height) that holds all pixels of at least `dark`, float32 [N, 4] as shares of the
    sides; all of an image where none is as bright.

    Args:
        images: uint8 [N, H, W, 1].
        dark: what is less is background.
    """
    bright = images[..., 0] >= dark
    spans = []
    for axis in (1, 2):
        along = np.asarray(np.max(bright, axis=axis))
        n = along.shape[1]
        some = np.max(along, axis=1)
        first, last = along.argmax(1), n - along[:, ::-1].argmax(1)
        spans.append((np.where(some, first, 0) / n, np.where(some, last, n) / n))
    (x, right), (y, bottom) = spans
    return np.stack([x, y, right - x, bottom - y], axis=1).astype("float32")
