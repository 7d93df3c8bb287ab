"""Animated GIFs."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from tfgan_suite.aliases import Array, PathLike
from tfgan_suite.atomic import atomic_write


def animate(frames: Iterable[Path], path: PathLike, seconds: float = 0.25) -> None:
    """Picture files, in order, as one animated GIF that lingers on the last."""
    with atomic_write(path) as draft:
        write_frames([np.asarray(Image.open(frame).convert("RGB")) for frame in frames], draft, seconds, linger=2)


def write_frames(frames: Sequence[Array], file: Path, seconds: float, linger: float | None = None) -> None:
    """uint8 pictures [H, W, 3] as a GIF that shows each for so many seconds, the last for `linger`."""
    pictures = [Image.fromarray(frame) for frame in frames]
    pauses = [seconds * 1000] * (len(pictures) - 1) + [(linger or seconds) * 1000]
    pictures[0].save(file, save_all=True, append_images=pictures[1:], duration=pauses, loop=0)
