"""Clips [n, T, H, W, C] in [-1, 1], C = 1 or 3: a grid whose tiles move."""

from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds.animation import write_frames
from tfgan_suite.kinds.images import grid
from tfgan_suite.kinds.kind import Kind

SECONDS = 0.12


class Clips(Kind):
    """Clips of equal length."""

    title = "clips"
    suffixes = (".gif",)
    kept = (".gif",)
    span = (-1, 1)
    role = "clip"
    names = {"video": "clip, one more axis for its frames, NHWC"}

    def picture(self, samples: Any) -> Array:
        """The first frame of each clip in a grid."""
        return grid(to_uint8(samples[:, 0]))

    def save(self, samples: Any, file: Path) -> None:
        write_frames([grid(to_uint8(frame)) for frame in np.swapaxes(samples, 0, 1)], file, SECONDS)
