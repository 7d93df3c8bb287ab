"""Paired translation made of Fashion-MNIST: deterministic functions of its images."""

from dataclasses import replace

import numpy as np
from PIL import Image

from tfgan_suite.data.pipeline.examples import Examples

ANGLE = 30
REACH = 3
BLOCK = 4
NOISE = 64


def edges(examples: Examples) -> Examples:
    """Outlines and the images they are of: "source" is the 3×3 dilation of "target" minus "target"."""
    target = examples["image"]
    return _pairs(examples, dilated(target) - target, target)


def pooled(examples: Examples) -> Examples:
    """Blurred images and sharp ones: "source" is "target" with each block of 4×4 pixels at its mean."""
    target = examples["image"]
    n, height, width, channels = target.shape
    blocks = target.reshape(n, height // BLOCK, BLOCK, width // BLOCK, BLOCK, channels)
    means = np.rint(blocks.mean((2, 4), dtype="float32")).astype(np.uint8)
    return _pairs(examples, means.repeat(BLOCK, 1).repeat(BLOCK, 2), target)


def noisy(examples: Examples) -> Examples:
    """Noisy images and clean ones: "source" is "target" with normal noise of 64 levels added, cut off at 0 and 255."""
    target = examples["image"]
    noise = np.random.default_rng([64, len(target)]).normal(0, NOISE, target.shape).astype("float32")
    return _pairs(examples, np.clip(np.rint(target + noise), 0, 255).astype(np.uint8), target)


def inverted(examples: Examples) -> Examples:
    """Two domains without pairs: half of the images as they are ("source", "label"), and the other half turned by 30°
    and inverted ("target", "target_label")."""
    here, there = examples.take(slice(0, None, 2)), examples.take(slice(1, None, 2))
    n = min(len(here), len(there))
    pairs = _pairs(here.take(slice(n)), here["image"][:n], turned(there["image"][:n]))
    return replace(pairs, fields={**pairs.fields, "target_label": there["label"][:n]})


def turned(images: np.ndarray) -> np.ndarray:
    """Grey images [N, H, W, 1] turned counter-clockwise by 30° on black, as their negatives."""
    pictures = (Image.fromarray(image).rotate(ANGLE, Image.Resampling.BILINEAR) for image in images[..., 0])
    return 255 - np.stack([np.asarray(picture) for picture in pictures])[..., None]


def dilated(images: np.ndarray) -> np.ndarray:
    """The brightest of each pixel's 3×3 neighbourhood, black beyond the edges."""
    for axis in (1, 2):
        border = [(0, 0)] * 4
        border[axis] = (1, 1)
        padded = np.pad(images, border)
        length = images.shape[axis]
        images = np.max([np.take(padded, range(i, i + length), axis) for i in range(REACH)], axis=0)
    return images


def _pairs(examples, source, target):
    fields = {"source": source, "target": target, "label": examples["label"]}
    return replace(examples, fields=fields)
