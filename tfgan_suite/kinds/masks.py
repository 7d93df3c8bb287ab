"""Masks [n, H, W, K] in [0, 1], of one object or of K classes: laid over the images that they are of."""

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.depths import in_colour
from tfgan_suite.kinds.images import Images
from tfgan_suite.kinds.panels import beside
from tfgan_suite.kinds.points import palette

TINT = np.array([1.0, -0.4, -0.4], np.float32)


class Masks(Images):
    """Masks of objects; samples are panels of images with masks laid over, see `panel`."""

    title = "images with masks"
    span = (0, 1)
    names = {"mask": "probability that a pixel belongs to the object, or to each class, NHWC"}

    def panel(self, images: Array, masks: Array, truth: Array) -> Array:
        """Images, bare, with predicted and with true masks laid over, [n, H, 3 W, 3] in [-1, 1]."""
        return beside(images, overlaid(images, masks), overlaid(images, truth))


def coloured(marked: Array) -> Array:
    """Label maps bool [n, H, W, K] as pictures [n, H, W, 3] in [-1, 1]: a colour for each class, black for void; one
    object is white."""
    marked = np.asarray(marked, "float32")
    several = marked.shape[-1] > 1
    return marked @ (palette(marked.shape[-1]) if several else np.ones((1, 3))).astype("float32") * 2 - 1


def overlaid(images: Array, masks: Array) -> Array:
    """Images [n, H, W, C] in [-1, 1] with masks [n, H, W, K] in [0, 1] laid over: [n, H, W, 3].

    One object is red. Of several classes the first, the background, is left bare, and each other has a colour.
    """
    masks = np.asarray(masks, "float32")
    several = masks.shape[-1] > 1
    shown = masks[..., 1:] if several else masks
    tints = palette(shown.shape[-1]).astype("float32") * 2 - 1 if several else TINT[None]
    share = 0.5 * shown.sum(-1, keepdims=True)
    return (1 - share) * in_colour(images) + 0.5 * shown @ tints
