"""Points [n, 2] of the plane: dots before real points."""

import colorsys
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.kind import Kind


class Points(Kind):
    """Points of the plane."""

    title = "points"
    shown = 1000
    has_backdrop = True
    field = "point"
    role = "point"
    names = {"point": "point in the plane"}

    def picture(self, samples: Any, groups: Array | None = None, real: Array | None = None) -> Array:
        """Dots before real ones, see `scatter`."""
        return scatter(samples, groups, real)

    def array(self, samples: Any) -> Array:
        return np.asarray(samples)


def scatter(points: Array, groups: Array | None = None, real: Array | None = None, side: int = 480) -> Array:
    """Points as dots on white, before real ones in grey.

    Args:
        points: [N, 2].
        groups: int [N] from 0, for the colours; all are of one group by default.
        real: [n, 2], which the picture frames; without them it shows the square from -5 to 5.
        side: pixels.

    Returns:
        uint8 [side, side, 3].
    """
    canvas = np.full((side, side, 3), 255, np.uint8)
    view = (np.zeros(2), 5.0) if real is None else window(real, margin=1.5)
    if real is not None:
        dots(canvas, real, view, [200, 200, 200], radius=4)
    groups = np.zeros(len(points), int) if groups is None else np.asarray(groups)
    dots(canvas, np.asarray(points), view, 200 * palette(groups.max() + 1)[groups])
    return canvas


def window(points: Array, margin: float = 1.2) -> tuple[Array, float]:
    """The square around points [n, 2]: its centre, and half of its side, 1 where all are at one place."""
    return np.mean([points.min(0), points.max(0)], 0), margin * 0.5 * np.ptp(points, axis=0).max() or 1.0


def dots(canvas: Array, points: Array, view: tuple[Array, float], colours: Any, radius: int = 1) -> None:
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


def palette(k: int) -> Array:
    """k colours [k, 3] in [0, 1], evenly spread in hue."""
    return np.array([colorsys.hsv_to_rgb(i / k, 0.85, 1.0) for i in range(k)])
