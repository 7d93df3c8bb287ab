"""Samples as files a person can look at: grids, dots, animations, text."""

import math

import numpy as np
from PIL import Image

from tfgan_suite.atomic import atomic_write
from tfgan_suite.data import to_uint8
from tfgan_suite.kinds.pictures import dots, palette, window

SMALLEST_TILE = 56
FRAME_SECONDS = 0.12


def suffix_of(samples):
    """The file format that suits samples (see `GAN.sample`): .png, .gif or .txt."""
    if isinstance(samples, list):
        return ".txt"
    return ".gif" if samples.ndim == 5 else ".png"


def write_samples(samples, path, kinds=None, real=None):
    """Writes samples in the format of their kind, as `suffix_of` names it; pictures in that of the path's suffix.

    Args:
        samples: images [N, H, W, C] or clips [N, T, H, W, C] in [-1, 1] with C = 1 or 3, points [N, 2], or strings.
        path: the file.
        kinds, real: see `scatter`, for points.
    """
    with atomic_write(path) as draft:
        if isinstance(samples, list):
            draft.write_text("\n".join(samples) + "\n", encoding="utf-8")
        elif samples.ndim == 5:
            _write_frames([grid(to_uint8(frame)) for frame in np.swapaxes(samples, 0, 1)], draft, FRAME_SECONDS)
        else:
            picture = scatter(samples, kinds, real) if samples.ndim == 2 else grid(to_uint8(samples))
            Image.fromarray(picture).save(draft)


def grid(images):
    """uint8 images [N, H, W, C], row by row in a square as near as can be, enlarged where they are tiny."""
    n, height, width, channels = images.shape
    columns = math.ceil(math.sqrt(n))
    rows = math.ceil(n / columns)
    canvas = np.zeros((rows * columns, height, width, channels), np.uint8)
    canvas[:n] = images
    canvas = canvas.reshape(rows, columns, height, width, channels).swapaxes(1, 2)
    canvas = canvas.reshape(rows * height, columns * width, channels)
    times = max(1, SMALLEST_TILE // max(height, width))
    canvas = canvas.repeat(times, 0).repeat(times, 1)
    return canvas.repeat(3, 2) if channels == 1 else canvas


def scatter(points, kinds=None, real=None, side=480):
    """Points as dots on white, before real ones in grey.

    Args:
        points: [N, 2].
        kinds: int [N] from 0, for the colours; all are of one kind by default.
        real: [n, 2], which the picture frames; without them it shows the square from -5 to 5.
        side: pixels.

    Returns:
        uint8 [side, side, 3].
    """
    canvas = np.full((side, side, 3), 255, np.uint8)
    view = (np.zeros(2), 5.0) if real is None else window(real, margin=1.5)
    if real is not None:
        dots(canvas, real, view, [200, 200, 200], radius=4)
    kinds = np.zeros(len(points), int) if kinds is None else np.asarray(kinds)
    dots(canvas, np.asarray(points), view, 200 * palette(kinds.max() + 1)[kinds])
    return canvas


def animate(frames, path, seconds=0.25):
    """Picture files, in order, as one animated GIF that lingers on the last."""
    with atomic_write(path) as draft:
        _write_frames([np.asarray(Image.open(frame).convert("RGB")) for frame in frames], draft, seconds, linger=2)


def _write_frames(frames, file, seconds, linger=None):
    pictures = [Image.fromarray(frame) for frame in frames]
    pauses = [seconds * 1000] * (len(pictures) - 1) + [(linger or seconds) * 1000]
    pictures[0].save(file, save_all=True, append_images=pictures[1:], duration=pauses, loop=0)
