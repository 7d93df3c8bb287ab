"""Stacked Fashion-MNIST: a thousand modes, three grey images as the channels of one."""

import itertools
from dataclasses import replace

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples

SHUFFLE = 20161


def stacked_fashion_mnist(fashion: Examples) -> Examples:
    """As many colour images as Fashion-MNIST has, each of three of its garments.

    Metz et al. 2016, section 3.3.1, https://arxiv.org/abs/1611.02163, do it with digits. Every garment is once in each
    channel.

    Returns:
        Fields "image", uint8 [N, H, W, 3], and "label", int32 [N]: the mode, red · 100 + green · 10 + blue.
    """
    rows = np.random.default_rng(SHUFFLE).permuted(np.tile(np.arange(len(fashion)), (3, 1)), axis=1)
    image = np.concatenate([fashion["image"][channel] for channel in rows], axis=-1)
    red, green, blue = (fashion["label"][channel] for channel in rows)
    fields = {"image": image, "label": (red * 100 + green * 10 + blue).astype(np.int32)}
    classes = tuple("/".join(names) for names in itertools.product(fashion.classes, repeat=3))
    return replace(fashion, fields=fields, classes=classes)
