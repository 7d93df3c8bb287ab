"""Panels: images side by side for comparison."""

import numpy as np

from tfgan_suite.aliases import Array


def beside(*images: Array) -> Array:
    """Batches of images [n, H, W, C], C = 1 or 3, side by side: [n, H, k W, C], in colour where one of them is."""
    channels = max(batch.shape[-1] for batch in images)
    return np.concatenate([np.broadcast_to(b, (*b.shape[:-1], channels)) for b in images], axis=2)
