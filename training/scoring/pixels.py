"""How far sets of images are apart by their pixels alone: what can be told of any data, where no features are known."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.metrics import sliced_wasserstein_distance

FINEST, MOST, DIRECTIONS = 16, 1000, 256


def pixel_distance(ours: Array, theirs: Array) -> float:
    """The sliced Wasserstein distance of images [n, H, W, C], as many of both, brought down to 16 pixels or less.

    It hears brightness, colour, contrast and place, and is deaf to fine structure. At equal n only.
    """
    return sliced_wasserstein_distance(coarse(ours), coarse(theirs), directions=DIRECTIONS)


def coarse(images: Array) -> Array:
    """Images as rows of the means of their blocks, [n, h · w · C] with h, w ≤ 16."""
    n, height, width, channels = images.shape
    block = max(1, -(-max(height, width) // FINEST))
    h, w = height // block, width // block
    blocks = images[:, : h * block, : w * block].reshape(n, h, block, w, block, channels)
    return blocks.mean((2, 4), dtype="float64").reshape(n, -1)


def among_real(fake: Array, real: Array) -> dict[str, float]:
    """The distance of samples from real images, both float [n, ...], beside what real images have among themselves
    ("real_real_floor") and the mean image, over and over ("of_mean_image")."""
    n = min(len(fake), len(real) // 2, MOST)
    theirs = real[:n]
    mean = np.broadcast_to(real.mean(0), theirs.shape)
    found = {"distance": fake[:n], "real_real_floor": real[n : 2 * n], "of_mean_image": mean}
    return {"n": n, **{name: pixel_distance(images, theirs) for name, images in found.items()}}
