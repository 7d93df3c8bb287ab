"""Segmentation: clothes pasted on textures, with the exact masks of what was pasted."""

from dataclasses import replace

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples

VISIBLE = 16
BLOCK = 4
GRAIN = 24
SEEDS = {"train": 0, "test": 1}


def masked(examples: Examples, split: str) -> Examples:
    """Fashion-MNIST's sprites on textures that are as bright as they are.

    Args:
        examples: the sprites, grey.
        split: the textures and places of each are the same in every run.

    Returns:
        Fields "image", "mask" (255 where the sprite is, 0 elsewhere) and "label".
    """
    rng = np.random.default_rng(SEEDS[split])
    sprites = shifted(examples["image"], rng)
    mask = sprites > VISIBLE
    image = np.where(mask, sprites, texture(sprites.shape, rng))
    return replace(examples, fields={"image": image, "mask": mask * np.uint8(255), "label": examples["label"]})


def shifted(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each image moved by up to a seventh of its side in both directions; what comes in is black."""
    n, *sides = images.shape[:3]
    index = [np.arange(side) - rng.integers(-(side // 7), side // 7 + 1, (n, 1)) for side in sides]
    inside = [(rows >= 0) & (rows < side) for rows, side in zip(index, sides, strict=True)]
    y, x = (np.clip(rows, 0, side - 1) for rows, side in zip(index, sides, strict=True))
    moved = images[np.arange(n)[:, None, None], y[:, :, None], x[:, None, :]]
    return moved * (inside[0][:, :, None] & inside[1][:, None, :])[..., None]


def texture(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """uint8 [N, H, W, C]: blocks of 4×4 pixels at random levels, under grain."""
    n, height, width, channels = shape
    blocks = rng.integers(GRAIN, 256 - GRAIN, (n, height // BLOCK, width // BLOCK, channels), np.uint8)
    return blocks.repeat(BLOCK, 1).repeat(BLOCK, 2) + rng.integers(0, GRAIN, shape, np.uint8)
