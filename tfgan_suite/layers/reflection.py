"""Reflection padding."""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class ReflectionPadding2D(keras.layers.Layer):
    """Images [B, H, W, C] -> [B, H + 2 padding, W + 2 padding, C], mirrored at the edges, which are not repeated.

    Args:
        padding: pixels on each side, less than height and width.
    """

    def __init__(self, padding: int = 1, **options: Any) -> None:
        super().__init__(**options)
        self.padding = padding

    def call(self, images: Tensor) -> Tensor:
        sides = (self.padding, self.padding)
        return ops.pad(images, [(0, 0), sides, sides, (0, 0)], mode="reflect")

    def get_config(self) -> Config:
        return {**super().get_config(), "padding": self.padding}
