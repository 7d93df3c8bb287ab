"""Proxies: a learned direction for each class."""

import keras
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Proxies(keras.layers.Layer):
    """Unit vectors [B, d] -> their cosines [B, K] with one learned direction for each of K classes.

    Args:
        num_classes: K.
    """

    def __init__(self, num_classes: int, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.num_classes = num_classes

    def build(self, shape: Shape) -> None:
        self.directions = self.add_weight((shape[-1], self.num_classes), "orthogonal", name="directions")

    def call(self, x: Tensor) -> Tensor:
        return ops.matmul(x, ops.normalize(self.directions, axis=0))

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return (*shape[:-1], self.num_classes)

    def get_config(self) -> Config:
        return {**super().get_config(), "num_classes": self.num_classes}
