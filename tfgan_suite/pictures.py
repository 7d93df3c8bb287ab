"""Samples as pictures a person can look at."""

import math

import numpy as np
from PIL import Image

from tfgan_suite.atomic import whole
from tfgan_suite.data import to_uint8

SMALLEST_TILE = 56


def picture(samples):
    """Samples as one uint8 picture [h, w, 3]: images as a grid, points in the plane as dots.

    Args:
        samples: images [N, H, W, C] in [-1, 1] with C = 1 or 3, or points [N, 2].
    """
    samples = np.asarray(samples)
    return scatter(samples) if samples.ndim == 2 else grid(to_uint8(samples))


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


def scatter(points, side=480):
    """Points [N, 2] as dots on white; the picture shows the square from -5 to 5."""
    canvas = np.full((side, side, 3), 255, np.uint8)
    places = np.round((points * [1, -1] / 10 + 0.5) * side).astype(int)
    for shift in np.ndindex(3, 3):
        x, y = (places + shift)[((places >= 0) & (places < side - 3)).all(1)].T
        canvas[y, x] = [31, 119, 180]
    return canvas


def save_picture(pixels, path):
    """Writes a uint8 picture [h, w, 3] in the format of `path`'s suffix."""
    with whole(path) as draft:
        Image.fromarray(pixels).save(draft)


def animate(frames, path, seconds=0.25):
    """Picture files, in order, as one animated GIF that lingers on the last."""
    pictures = [Image.open(frame) for frame in frames]
    pauses = [seconds * 1000] * (len(pictures) - 1) + [2000]
    with whole(path) as draft:
        pictures[0].save(draft, save_all=True, append_images=pictures[1:], duration=pauses, loop=0)
