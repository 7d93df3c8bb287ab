"""Animated GIFs."""

import numpy as np
from PIL import Image

from tfgan_suite.atomic import atomic_write


def animate(frames, path, seconds=0.25):
    """Picture files, in order, as one animated GIF that lingers on the last."""
    with atomic_write(path) as draft:
        write_frames([np.asarray(Image.open(frame).convert("RGB")) for frame in frames], draft, seconds, linger=2)


def write_frames(frames, file, seconds, linger=None):
    """uint8 pictures [H, W, 3] as a GIF that shows each for so many seconds, the last for `linger`."""
    pictures = [Image.fromarray(frame) for frame in frames]
    pauses = [seconds * 1000] * (len(pictures) - 1) + [(linger or seconds) * 1000]
    pictures[0].save(file, save_all=True, append_images=pictures[1:], duration=pauses, loop=0)
