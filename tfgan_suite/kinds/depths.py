"""Depths: images of any number of channels as pictures that can be drawn, grey, in colour, or with transparency."""

from collections.abc import Sequence

import numpy as np

from tfgan_suite.aliases import Array


def apart(images: Array) -> list[Array]:
    """Images [n, H, W, C] as pictures that lie beside one another.

    One channel is grey, three are colour, and of four the last is opacity. Of other numbers multiples of three are
    several pictures in colour, as six of two that are translated into one; else each channel is a grey one.
    """
    depth = images.shape[-1]
    if depth in (1, 3, 4):
        return [images]
    return np.split(images, depth // 3 if depth % 3 == 0 else depth, axis=-1)


def alike(pictures: Sequence[Array]) -> list[Array]:
    """Pictures with as many channels as the deepest of them has: grey ones in colour, others opaque."""
    depth = max(picture.shape[-1] for picture in pictures)
    return [_deepened(picture, depth) for picture in pictures]


def over_white(images: Array) -> Array:
    """Images [..., H, W, 4], uint8 or in [-1, 1], laid over white: [..., H, W, 3]; others as they are."""
    if images.shape[-1] != 4:
        return images
    low, high = (0, 255) if images.dtype == np.uint8 else (-1, 1)
    opacity = (images[..., 3:].astype(np.float32) - low) / (high - low)
    laid = opacity * images[..., :3] + (1 - opacity) * high
    return np.rint(laid).astype(np.uint8) if images.dtype == np.uint8 else laid.astype(images.dtype)


def in_colour(images: Array) -> Array:
    """Images [n, H, W, C] as [n, H, W, 3]; of several pictures in one the first."""
    first = over_white(apart(images)[0])
    return np.broadcast_to(first, (*first.shape[:-1], 3))


def _deepened(picture, depth):
    if picture.shape[-1] == depth:
        return picture
    colour = np.broadcast_to(picture, (*picture.shape[:-1], 3))
    if depth == 3:
        return colour
    opaque = np.full((*picture.shape[:-1], 1), 255 if picture.dtype == np.uint8 else 1, picture.dtype)
    return np.concatenate([colour, opaque], axis=-1)
