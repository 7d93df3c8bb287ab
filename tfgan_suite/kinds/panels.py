"""Panels: images side by side for comparison."""

import numpy as np

from tfgan_suite.aliases import Array


def beside(*images: Array) -> Array:
    """Batches of images [n, H, W, C] side by side: [n, H, k W, C], C = 3 where one of them is in colour, else 1.

    Several pictures in one, such as six channels that are translated into three, are shown one beside the other.
    """
    shown = [picture for batch in images for picture in apart(batch)]
    channels = max(batch.shape[-1] for batch in shown)
    return np.concatenate([np.broadcast_to(b, (*b.shape[:-1], channels)) for b in shown], axis=2)


def apart(images: Array) -> list[Array]:
    """Images [n, H, W, C] as pictures in colour where C is a multiple of three, else as grey ones of each channel."""
    depth = images.shape[-1]
    return np.split(images, depth // 3 if depth % 3 == 0 else depth, axis=-1)
