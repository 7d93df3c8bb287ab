"""What a classifier thinks, and where points lie, as arrays a person can look at."""

import colorsys

import numpy as np

SIDE = 480
STRIP = 4


def regions(classify, points, labels, others, side=SIDE):
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


def window(points, margin=1.2):
    """The square around points [n, 2]: its centre, and half of its side."""
    return np.mean([points.min(0), points.max(0)], 0), margin * 0.5 * np.ptp(points, axis=0).max()


def dots(canvas, points, view, colours, radius=1):
    """Draws points [n, 2] into `canvas`, which shows the square `view` (see `window`), in one colour or in n."""
    centre, reach = view
    places = np.rint(((points - centre) / reach * [1, -1] + 1) / 2 * (len(canvas) - 1)).astype(int)
    colours = np.broadcast_to(colours, (len(points), 3))
    for shift in np.ndindex(2 * radius + 1, 2 * radius + 1):
        away = np.array(shift) - radius
        if away @ away <= radius**2 + 1:
            inside = ((places + away >= 0) & (places + away < len(canvas))).all(1)
            column, row = (places + away)[inside].T
            canvas[row, column] = colours[inside]


def with_bars(images, probabilities, strip=STRIP):
    """Images [n, H, W, C] in [-1, 1] over a strip of K cells, white for probability 1: [n, H + strip, W, C]."""
    n, _, width, channels = images.shape
    cell = np.arange(width) * probabilities.shape[1] // width
    bars = np.broadcast_to(probabilities[:, None, cell, None] * 2 - 1, (n, strip, width, channels))
    return np.concatenate([images, bars], axis=1).astype("float32")


def palette(k):
    """k colours [k, 3] in [0, 1], evenly spread in hue."""
    return np.array([colorsys.hsv_to_rgb(i / k, 0.85, 1.0) for i in range(k)])
