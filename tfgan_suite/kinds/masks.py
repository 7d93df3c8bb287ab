"""Masks [n, H, W, 1] in [0, 1]: laid over the images that they are of."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.depths import in_colour
from tfgan_suite.kinds.images import Images
from tfgan_suite.kinds.panels import beside

TINT = np.array([1.0, -0.4, -0.4], np.float32)


class Masks(Images):
    """Masks of objects; samples are panels of images with masks laid over, see `panel`."""

    title = "images with masks"
    span = (0, 1)
    names = {"mask": "probability that a pixel belongs to the object, NHWC"}

    def panel(self, images: Array, masks: Array, truth: Array) -> Array:
        """Images, bare, with predicted and with true masks laid over, [n, H, 3 W, 3] in [-1, 1]."""
        return beside(images, overlaid(images, masks), overlaid(images, truth))


def overlaid(images: Array, masks: Array) -> Array:
    """Images [n, H, W, C] in [-1, 1] with masks [n, H, W, 1] in [0, 1] laid over in red: [n, H, W, 3]."""
    share = 0.5 * np.asarray(masks, "float32")
    return (1 - share) * in_colour(images) + share * TINT
