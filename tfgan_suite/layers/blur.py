"""Blur: low-pass filtering beside changes of resolution."""

import keras
import numpy as np
from keras import ops

from tfgan_suite.aliases import OpenShape, Shape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Blur(keras.layers.Layer):
    """Low-pass filtering with [1, 2, 1]/4 in both directions, beside every change of resolution. Karras et al. 2019,
    section 2, https://arxiv.org/abs/1812.04948, after Zhang 2019, https://arxiv.org/abs/1904.11486"""

    def call(self, x: Tensor) -> Tensor:
        tap = np.array([1, 2, 1], "float32") / 4
        kernel = np.tile(np.outer(tap, tap)[:, :, None, None], (1, 1, x.shape[-1], 1))
        return ops.depthwise_conv(x, ops.convert_to_tensor(kernel, x.dtype), padding="same")

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return shape
