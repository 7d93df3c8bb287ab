"""Resampling: images made smaller as a camera would, and channels turned into pixels."""

import functools

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor

SHARPNESS = -0.5  # of Keys' cubic, as PIL has it


@keras.saving.register_keras_serializable(package="tfgan_suite")
class PixelShuffle(keras.layers.Layer):
    """Maps [B, H, W, factor² c] -> [B, factor H, factor W, c]: each place becomes a square of pixels.

    Shi et al. 2016, section 3.2, https://arxiv.org/abs/1609.05158. Channel (i factor + j) c + k becomes channel k of
    the pixel in row i and column j of the square.

    Args:
        factor: by which the sides grow.
    """

    def __init__(self, factor: int = 2, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.factor = factor

    def call(self, x: Tensor) -> Tensor:
        return tf.nn.depth_to_space(x, self.factor)

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        batch, height, width, channels = shape
        sides = (None if side is None else side * self.factor for side in (height, width))
        return (batch, *sides, channels // self.factor**2)

    def get_config(self) -> Config:
        return {**super().get_config(), "factor": self.factor}


def shrunk(images: Tensor, factor: int) -> Tensor:
    """Images [B, H, W, C] at 1/factor of their sides, by bicubic filtering with antialiasing, as PIL and Matlab do it.

    Args:
        images: with sides that are multiples of the factor.
        factor: 1 leaves them as they are.
    """
    height, width, channels = images.shape[1:]
    rows, columns = (ops.convert_to_tensor(_bicubic(side, factor), images.dtype) for side in (height, width))
    h = ops.matmul(rows, ops.reshape(images, (-1, height, width * channels)))
    h = ops.transpose(ops.reshape(h, (-1, height // factor, width, channels)), (0, 2, 1, 3))
    h = ops.matmul(columns, ops.reshape(h, (-1, width, height // factor * channels)))
    return ops.transpose(ops.reshape(h, (-1, width // factor, height // factor, channels)), (0, 2, 1, 3))


@functools.cache
def _bicubic(side: int, factor: int) -> np.ndarray:
    """[side / factor, side]: how much each pixel has of each that there was."""
    centres = (np.arange(side // factor) + 0.5) * factor
    away = np.abs(np.arange(side) + 0.5 - centres[:, None]) / factor
    a = SHARPNESS
    near = ((a + 2) * away - (a + 3)) * away**2 + 1
    far = ((away - 5) * away + 8) * away * a - 4 * a
    weights = np.where(away < 1, near, np.where(away < 2, far, 0))
    return (weights / weights.sum(1, keepdims=True)).astype("float32")
