"""Input preparation: images of any size and colour made to fit the network that reads them."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.data.pipeline.rows import is_mapped
from tfgan_suite.errors import SuiteError

LUMA = (0.299, 0.587, 0.114)  # Rec. 601, as in Pillow's mode L


def _resized(x, size, interpolation, antialias):
    return ops.image.resize(x, size, interpolation, antialias=antialias, data_format="channels_last")


def _without_centres(x, size):
    """As TensorFlow 1 did: the first pixel is where the first pixel was, and what lies between is not averaged."""
    return tf.raw_ops.ResizeBilinear(images=x, size=size, align_corners=False, half_pixel_centers=False)


RESIZES: dict[str, Callable[..., Tensor]] = {
    "antialiased bilinear": partial(_resized, interpolation="bilinear", antialias=True),
    "antialiased bicubic": partial(_resized, interpolation="bicubic", antialias=True),
    "bilinear": partial(_resized, interpolation="bilinear", antialias=False),
    "TF1 bilinear": _without_centres,
}


def check_images(images: np.ndarray) -> np.ndarray:
    """`images` if they are uint8 [n, h, w, c] with n ≥ 1; raises `SuiteError` otherwise."""
    images = images if is_mapped(images) else np.asarray(images)
    if images.dtype != np.uint8 or images.ndim != 4 or not len(images):
        raise SuiteError(f"images are {images.dtype} of shape {images.shape}; give uint8 [n, h, w, c]")
    return images


def missing_steps(
    shape: tuple[int, ...], target: tuple[int | None, ...], resize: str = "antialiased bilinear"
) -> list[str]:
    """What `fit_input` does to images [h, w, c] for a network that takes `target` [h, w, c], in words.

    Args:
        shape: the images' height, width and channels.
        target: the network's; None where it takes any.
        resize: how images of another size get there, one of `RESIZES`.

    Raises:
        SuiteError: a change of channels other than of grey, colour and colour with opacity to grey and colour.
    """
    (*size, channels), (*wanted, depth) = shape, target
    steps = []
    if depth not in (None, channels):
        if channels not in (1, 3, 4) or depth not in (1, 3):
            raise SuiteError(f"the images have {channels} channels; convert them to the extractor's {depth}")
        steps += ["laid over white"] if channels == 4 else []
        steps += ["luma"] if depth == 1 else ["grey as RGB"] if channels == 1 else []
    if None not in wanted and size != wanted:
        steps.append(f"{resize} to {wanted[0]}x{wanted[1]}")
    return steps


def fit_input(x: Any, target: tuple[int | None, ...], resize: str = "antialiased bilinear") -> Tensor:
    """A float batch [n, h, w, c] from 0 to 255 as the network takes it; see `missing_steps`.

    Resizing is antialiased unless asked otherwise, as Parmar et al. 2022, https://arxiv.org/abs/2104.11222, show that
    a score needs.
    """
    *wanted, depth = target
    if depth in (1, 3) and x.shape[-1] == 4:
        opacity = x[..., 3:] / 255
        x = opacity * x[..., :3] + (1 - opacity) * 255
    if depth == 1 and x.shape[-1] == 3:
        x = ops.sum(x * ops.array(LUMA, x.dtype), axis=-1, keepdims=True)
    elif depth == 3 and x.shape[-1] == 1:
        x = ops.repeat(x, 3, axis=-1)
    if None not in wanted and list(x.shape[1:3]) != wanted:
        x = RESIZES[resize](x, wanted)
    return x
