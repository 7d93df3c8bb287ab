"""Clips [n, T, H, W, C] in [-1, 1]: a grid whose tiles move."""

from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds.animation import write_frames
from tfgan_suite.kinds.images import grid
from tfgan_suite.kinds.kind import Kind


class Clips(Kind):
    """Clips of equal length."""

    title = "clips"
    suffixes = (".gif",)
    kept = (".gif",)
    alone = ".gif"
    moving = (".gif", ".mp4")
    seconds = 0.12
    field = "clip"
    span = (-1, 1)
    role = "clip"
    names = {"video": "clip, one more axis for its frames, NHWC"}

    def picture(self, samples: Any) -> Array:
        """The first frame of each clip in a grid."""
        return grid(to_uint8(samples[:, 0]))

    def frames(self, samples: Any) -> list[Array]:
        """The grid of all clips, frame by frame."""
        return [grid(to_uint8(frame)) for frame in np.swapaxes(samples, 0, 1)]

    def save(self, samples: Any, file: Path) -> None:
        write_frames(self.frames(samples), file, self.seconds)

    def save_alone(self, sample: Any, file: Path) -> None:
        levels = to_uint8(np.asarray(sample))
        write_frames(list(np.broadcast_to(levels, (*levels.shape[:-1], 3))), file, self.seconds)
