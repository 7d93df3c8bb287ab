"""Dropout masks that drop nothing, where a network with dropout must answer the same each time."""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class KeepAll(keras.layers.Layer):
    """Anything [B, ...] -> ones [B, units]: dropout masks that drop nothing.

    Args:
        units: length of the masks.
    """

    def __init__(self, units: int, **options: Any) -> None:
        super().__init__(**options)
        self.units = units

    def call(self, like: Tensor) -> Tensor:
        return ops.ones((ops.shape(like)[0], self.units), self.compute_dtype)

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return (shape[0], self.units)

    def get_config(self) -> Config:
        return {**super().get_config(), "units": self.units}
