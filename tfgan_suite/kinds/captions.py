"""Captions: pictures with a line of text below each."""

import textwrap
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.depths import alike
from tfgan_suite.kinds.panels import beside

SIDE, TYPE, LEADING = 64, 12, 14


def rows(images: Array, per_row: int) -> Array:
    """Images [n · k, H, W, C] as n rows [n, H, k · W, C] of k = `per_row` images each."""
    return beside(*images.reshape(-1, per_row, *images.shape[1:]).swapaxes(0, 1))


def with_captions(images: Array, texts: Sequence[str]) -> Array:
    """Each image over its text, enlarged to a height of at least 64 pixels so that the text can be read.

    Args:
        images: [n, H, W, C] in [-1, 1].
        texts: n strings, broken into lines where they are wider than the image.

    Returns:
        float32 [n, H', W', C] in [-1, 1].
    """
    times = -(-SIDE // images.shape[1])
    images = beside(images).repeat(times, 1).repeat(times, 2)
    width = images.shape[2]
    broken = [textwrap.wrap(text, max(1, width // (TYPE // 2))) for text in texts]
    height = max(len(lines) for lines in broken) * LEADING + 4
    strips = np.stack([_written(lines, width, height) for lines in broken])
    return np.concatenate(alike([images, strips[..., None]]), 1).astype("float32")


def _written(lines, width, height):
    strip = Image.new("L", (width, height))
    pen, font = ImageDraw.Draw(strip), ImageFont.load_default(TYPE)
    for number, line in enumerate(lines):
        pen.text((2, 1 + number * LEADING), line, 255, font)
    return np.asarray(strip, np.float32) / 127.5 - 1
