"""Volumes [n, D, H, W, C] in [-1, 1], C = 1 or 3: three slices through the middle of each."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds.images import grid
from tfgan_suite.kinds.kind import Kind


class Volumes(Kind):
    """Volumes of equal size."""

    title = "volumes"
    shown = 16
    span = (-1, 1)
    role = "volume"
    names = {"volume": "volume, NDHWC"}

    def picture(self, samples: Any) -> Array:
        """Of each volume its middle slices across depth, height and width, side by side."""
        return grid(to_uint8(slices(samples)))


def slices(volumes: Array) -> Array:
    """The middle slices [n, S, 3 S, C] of volumes [n, D, H, W, C], black where an axis is shorter than the longest."""
    n, *sides, channels = np.shape(volumes)
    longest = max(sides)
    canvas = np.full((n, longest, 3 * longest, channels), -1, np.float32)
    for axis in range(3):
        cut = np.take(volumes, sides[axis] // 2, axis=1 + axis)
        height, width = cut.shape[1:3]
        canvas[:, :height, axis * longest : axis * longest + width] = cut
    return canvas
