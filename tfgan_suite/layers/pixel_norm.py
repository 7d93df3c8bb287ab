"""Pixel normalization. Karras et al. 2018, section 4.2, https://arxiv.org/abs/1710.10196"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.layers.full_precision import FullPrecision


@keras.saving.register_keras_serializable(package="tfgan_suite")
class PixelNorm(FullPrecision):
    """Gives the channels of every pixel a mean square of 1. Karras et al. 2018, section 4.2,
    https://arxiv.org/abs/1710.10196

    Args:
        epsilon: added to the mean square.
    """

    def __init__(self, epsilon: float = 1e-8, **options: Any) -> None:
        super().__init__(**options)
        self.epsilon = epsilon

    def call(self, x: Tensor) -> Tensor:
        return x * ops.rsqrt(ops.mean(ops.square(x), axis=-1, keepdims=True) + self.epsilon)

    def get_config(self) -> Config:
        return {**super().get_config(), "epsilon": self.epsilon}
