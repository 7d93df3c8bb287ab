"""Class probabilities [n, K]: the plane coloured by class, or images over their probabilities."""

from collections.abc import Callable

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.depths import alike
from tfgan_suite.kinds.images import Images
from tfgan_suite.kinds.panels import beside
from tfgan_suite.kinds.points import dots, palette, window

SIDE = 480
STRIP = 4


class ClassProbabilities(Images):
    """What a classifier says; samples are pictures of it, as `regions` and `with_bars` draw them."""

    title = "pictures of a classifier"
    span = None
    role = "shares"
    names = {"probabilities": "of each class; they sum to 1"}


def regions(classify: Callable[[Array], Array], points: Array, labels: Array, others: Array, side: int = SIDE) -> Array:
    """The plane, each place in the colour of its class and as pale as the classifier is unsure, with points in it.

    Args:
        classify: points [N, 2] -> probabilities [N, K].
        points: [n, 2], drawn in the full colour of their label.
        labels: int [n].
        others: [m, 2], drawn in black beneath them.
        side: pixels.

    Returns:
        float32 [side, side, 3] in [-1, 1].
    """
    centre, reach = window(np.concatenate([points, others]))
    ticks = np.linspace(-reach, reach, side)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), -1).reshape(-1, 2) + centre
    probabilities = classify(plane.astype("float32"))
    colours = palette(probabilities.shape[1])
    canvas = (0.3 * probabilities @ colours + 0.7).reshape(side, side, 3)
    dots(canvas, others, (centre, reach), np.zeros(3), radius=2)
    dots(canvas, points, (centre, reach), 0.7 * colours[labels], radius=2)
    return (canvas * 2 - 1).astype("float32")


def with_bars(images: Array, probabilities: Array, strip: int = STRIP) -> Array:
    """Images [n, H, W, C] in [-1, 1] over a strip of K cells, white for probability 1: [n, H + strip, W, C]."""
    images = beside(images)
    n, _, width, _ = images.shape
    cell = np.arange(width) * probabilities.shape[1] // width
    bars = np.broadcast_to(probabilities[:, None, cell, None] * 2 - 1, (n, strip, width, 1))
    return np.concatenate(alike([images, bars]), axis=1).astype("float32")
