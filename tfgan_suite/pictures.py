"""What a classifier thinks, as arrays a person can look at."""

import colorsys

import numpy as np

SIDE = 256
STRIP = 4


def regions(classify, points, side=SIDE):
    """The plane around `points`, each place in the colour of its class and as pale as the classifier is unsure.

    Args:
        classify: points [N, 2] -> probabilities [N, K].
        points: [n, 2], drawn as dots in the full colour of the class they are given.
        side: pixels.

    Returns:
        float32 [side, side, 3] in [-1, 1].
    """
    centre, reach = np.mean([points.min(0), points.max(0)], 0), 0.6 * np.ptp(points, axis=0).max()
    ticks = np.linspace(-reach, reach, side)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), -1).reshape(-1, 2) + centre
    probabilities = classify(plane.astype("float32"))
    colours = palette(probabilities.shape[1])
    canvas = (0.4 * probabilities @ colours + 0.6).reshape(side, side, 3)
    places = np.rint(((points - centre) / reach * [1, -1] + 1) / 2 * (side - 1)).astype(int)
    dots = colours[classify(points).argmax(1)] * 0.8
    for shift in np.ndindex(3, 3):
        column, row = np.clip(places + shift - np.array(1), 0, side - 1).T
        canvas[row, column] = dots
    return (canvas * 2 - 1).astype("float32")


def with_bars(images, probabilities, strip=STRIP):
    """Images [n, H, W, C] in [-1, 1] over a strip of K cells, white for probability 1: [n, H + strip, W, C]."""
    n, _, width, channels = images.shape
    cell = np.arange(width) * probabilities.shape[1] // width
    bars = np.broadcast_to(probabilities[:, None, cell, None] * 2 - 1, (n, strip, width, channels))
    return np.concatenate([images, bars], axis=1).astype("float32")


def palette(k):
    """k colours [k, 3] in [0, 1], evenly spread in hue."""
    return np.array([colorsys.hsv_to_rgb(i / k, 0.85, 1.0) for i in range(k)])
