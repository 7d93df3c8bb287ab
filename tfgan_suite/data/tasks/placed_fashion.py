"""Placed Fashion-MNIST: what a picture shows, how bright, in which box, and where its outermost parts are."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.resizing import fitted
from tfgan_suite.data.tasks.captioned_fashion import NOUNS, PEAKS, SHADES

SIDE, SIDES = 32, (12, 16, 20)
DARK = 25
PARTS = ("top", "bottom", "left", "right", "middle")


def placed_fashion(source: Examples, split: str) -> Examples:
    """One article of clothing somewhere on a black 32x32 canvas, a sentence that says what, and the box that it fills.

    Each image of Fashion-MNIST is shrunk to a square of 12, 16 or 20 pixels, scaled to a peak of 115 or 255 and
    put at a place drawn at random; its box is the smallest that holds all pixels of at least 25. There are 20 captions,
    such as "a dim sneaker". Its key points are those of `keypoints_of`.

    Args:
        source: Fashion-MNIST as it is, "image" uint8 [N, 28, 28, 1] and "label".
        split: its name; the splits draw different shades, sizes and places.

    Returns:
        Fields "image" uint8 [N, 32, 32, 1], "caption" of strings, "box" float32 [N, 4], (x, y, width, height) as shares
        of the sides from the upper left, "keypoints" float32 [N, 5, 3], "label" and "shade", int32 [N].
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
    fields |= {"keypoints": keypoints_of(images), "shade": shade}
    return Examples(fields, "placed_fashion", NOUNS, source.licence, keypoint_names=PARTS)


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


def keypoints_of(images: Array, dark: int = DARK) -> Array:
    """Where the parts `PARTS` of what is shown are, float32 [N, 5, 3]: x and y as shares of the sides, and 1 for seen.

    They are the middles of its pixels in its highest and lowest row, in its first and last column, and of all of them;
    all zeros where no pixel is bright.

    Args:
        images: uint8 [N, H, W, 1].
        dark: what is less is background.
    """
    found = np.zeros((len(images), len(PARTS), 3), np.float32)
    _, height, width, _ = images.shape
    for image, points in zip(images[..., 0] >= dark, found, strict=True):
        y, x = np.nonzero(image)
        if len(y):
            edges = (y == y.min(), y == y.max(), x == x.min(), x == x.max(), np.ones(len(y), bool))
            points[:] = [((x[at].mean() + 0.5) / width, (y[at].mean() + 0.5) / height, 1) for at in edges]
    return found
