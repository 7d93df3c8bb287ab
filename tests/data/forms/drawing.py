"""Tiny pictures on disk, of every kind that users have."""

import numpy as np
from PIL import Image

ODD = ("P", "RGBA", "I;16", "L", "1", "CMYK")


def draw(path, seed=0, size=(16, 16), mode="RGB"):
    """A picture of noise, which the seed makes, in any mode of Pillow; its folders are made too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    levels = np.random.default_rng(seed).integers(0, 256, (*size, 3), np.uint8)
    if mode == "I;16":
        image = Image.fromarray(levels[..., 0].astype(np.uint16) * 257)
    else:
        image = Image.fromarray(levels).convert(mode)
    image.save(path)
    return path


def plain(path, colour, size=(16, 16)):
    """A picture in one colour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size[::-1], colour).save(path)
    return path
