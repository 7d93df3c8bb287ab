"""Structure: whether what was alike is still alike, for translations that have no truth."""

import numpy as np
from scipy.spatial.distance import pdist
from scipy.stats import spearmanr

from tfgan_suite.aliases import Array

MOST = 300


def kept_structure(before: Array, after: Array, most: int = MOST) -> float:
    """Rank correlation between the distances of images from one another before and after they were translated.

    1 where the order of all distances is kept; about 0 for translations that have nothing to do with their sources, and
    0 for those that are all alike. Distances are Euclidean, of pixels: an image and its negative have the same.

    Args:
        before: sources [n, H, W, C].
        after: their translations [n, H', W', C'].
        most: images of each that are compared, the first ones.
    """
    distances = [
        pdist(np.asarray(images[:most], "float64").reshape(min(len(images), most), -1)) for images in (before, after)
    ]
    if len(distances[0]) < 2 or any(np.ptp(each) < 1e-9 for each in distances):
        return 0.0
    return float(spearmanr(*distances).statistic)
