"""Spots: key points drawn into pictures."""

import numpy as np

from tfgan_suite.aliases import Array


def spotted(images: Array, keypoints: Array) -> Array:
    """Images with a small white cross at each key point that is seen.

    Args:
        images: [n, H, W, C] in [-1, 1].
        keypoints: (x, y, seen) [n, K, 3], x and y as shares of the sides from the upper left.
    """
    images = np.array(images)
    _, height, width, _ = images.shape
    for image, points in zip(images, keypoints, strict=True):
        for x, y, seen in points:
            if seen >= 0.5:
                column, row = (int(np.clip(share * side, 0, side - 1)) for share, side in ((x, width), (y, height)))
                image[max(row - 1, 0) : row + 2, column] = 1.0
                image[row, max(column - 1, 0) : column + 2] = 1.0
    return images
