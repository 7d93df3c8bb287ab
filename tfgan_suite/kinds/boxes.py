"""Boxes: drawn into pictures."""

import numpy as np

from tfgan_suite.aliases import Array


def outlined(images: Array, boxes: Array) -> Array:
    """Images with the border of a box drawn in white, one pixel wide.

    Args:
        images: [n, H, W, C] in [-1, 1].
        boxes: (x, y, width, height) [n, 4], shares of the sides from the upper left.
    """
    images = np.array(images)
    _, height, width, _ = images.shape
    for image, (x, y, wide, high) in zip(images, boxes, strict=True):
        left, right = (int(np.clip(round(side * width), 0, width - 1)) for side in (x, x + wide))
        top, bottom = (int(np.clip(round(side * height), 0, height - 1)) for side in (y, y + high))
        image[[top, bottom], left : right + 1] = 1.0
        image[top : bottom + 1, [left, right]] = 1.0
    return images
