"""Panels: images side by side for comparison."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.depths import alike, apart


def beside(*images: Array) -> Array:
    """Batches of images [n, H, W, C] side by side: [n, H, k W, C], C = 4 where one of them is transparent, else 3 where
    one is in colour, else 1.

    Several pictures in one, such as six channels that are translated into three, are shown one beside the other.
    """
    return np.concatenate(alike([picture for batch in images for picture in apart(batch)]), axis=2)
