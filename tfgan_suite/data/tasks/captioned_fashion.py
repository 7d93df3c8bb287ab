"""Captioned Fashion-MNIST: what a picture shows, how bright, and where."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.resizing import fit_image, fitted

SIDE, SPRITE = 32, 20
NOUNS = (
    *("t-shirt", "pair of trousers", "pullover", "dress", "coat"),
    *("sandal", "shirt", "sneaker", "bag", "boot"),
)
SHADES = ("dim", "bright")
PEAKS = (115, 255)
QUADRANTS = ("upper left", "upper right", "lower left", "lower right")


def captioned_fashion(source: Examples, split: str) -> Examples:
    """One article of clothing in a corner of a black 32x32 canvas, and a sentence that says so.

    Each image of Fashion-MNIST is shrunk to 20x20, scaled to a peak of 115 or 255 and put into one of the four corners;
    shade and corner are drawn at random, the same in every run. There are 80 captions, such as "a dim sneaker in the
    upper left".

    Args:
        source: Fashion-MNIST as it is, "image" uint8 [N, 28, 28, 1] and "label".
        split: its name; the splits draw different shades and corners.

    Returns:
        Fields "image" uint8 [N, 32, 32, 1], "caption" of strings, and what the captions say: "label", "shade" and
        "quadrant", int32 [N], indices of `NOUNS`, `SHADES` and `QUADRANTS`.
    """
    rng = np.random.default_rng([5396, *split.encode()])
    n = len(source)
    shade, quadrant = (rng.integers(len(kinds), size=n, dtype=np.int32) for kinds in (SHADES, QUADRANTS))
    sprites = fitted(source, (SPRITE, SPRITE), 1)["image"].astype(np.float32)
    sprites *= (np.array(PEAKS)[shade] / sprites.max((1, 2, 3)).clip(1))[:, None, None, None]
    images = np.zeros((n, SIDE, SIDE, 1), np.uint8)
    for corner in range(len(QUADRANTS)):
        images[quadrant == corner, *window(corner)] = np.rint(sprites[quadrant == corner])
    said = zip(source["label"], shade, quadrant, strict=True)
    captions = [f"a {SHADES[s]} {NOUNS[y]} in the {QUADRANTS[q]}" for y, s, q in said]
    fields = {"image": images, "caption": np.array(captions), "label": source["label"]}
    return Examples({**fields, "shade": shade, "quadrant": quadrant}, "captioned_fashion", NOUNS, source.licence)


def window(quadrant: int) -> tuple[slice, ...]:
    """The rows and columns that a sprite in this corner covers."""
    return tuple(slice(SIDE - SPRITE, SIDE) if far else slice(0, SPRITE) for far in divmod(quadrant, 2))


def shown(images: Array) -> tuple[Array, Array, Array]:
    """What images, real or generated, show: the inverse of `captioned_fashion` without its labels.

    Args:
        images: uint8 [N, 32, 32, 1].

    Returns:
        The articles at full brightness, uint8 [N, 28, 28, 1]; shades and quadrants, int [N].
    """
    weights = images[..., 0].astype(np.float64) + 1e-9
    places = np.arange(SIDE) - (SIDE - 1) / 2
    right, low = ((weights * axis).sum((1, 2)) > 0 for axis in (places, places[:, None]))
    quadrants = 2 * low + right
    crops = np.stack([image[window(q)] for image, q in zip(images, quadrants, strict=True)]).astype(np.float32)
    peaks = np.quantile(crops, 0.995, axis=(1, 2, 3))
    full = np.clip(crops * (255 / peaks.clip(1))[:, None, None, None], 0, 255).astype(np.uint8)
    return np.stack([fit_image(x, (28, 28), 1) for x in full]), (peaks > np.mean(PEAKS)).astype(int), quadrants
