"""Minibatch discrimination. Salimans et al. 2016, section 3.2, https://arxiv.org/abs/1606.03498"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor
from tfgan_suite.core.replicas import all_gather


@keras.saving.register_keras_serializable(package="tfgan_suite")
class MinibatchDiscrimination(keras.layers.Layer):
    """Appends to the features of each example how near those of the others are. Salimans et al. 2016, section 3.2,
    https://arxiv.org/abs/1606.03498

    M_i = f(x_i) T for a learned tensor T, and o(x_i)_b = Σ_{j ≠ i} exp(-‖M_ib - M_jb‖₁). The others are those of the
    same global batch; reals and fakes are kept apart by being shown one after the other.

    Args:
        kernels: B, numbers that are appended.
        dimensions: C, length of what each of them compares.
    """

    def __init__(self, kernels: int = 100, dimensions: int = 5, **options: Any) -> None:
        super().__init__(**options)
        self.kernels = kernels
        self.dimensions = dimensions

    def build(self, shape: Shape) -> None:
        initial = keras.initializers.RandomNormal(0.0, 0.05)
        self.tensor = self.add_weight((shape[-1], self.kernels * self.dimensions), initial, name="tensor")

    def call(self, features: Tensor) -> Tensor:
        mine = ops.reshape(features @ self.tensor, (-1, self.kernels, self.dimensions))
        theirs = all_gather(mine)
        distance = ops.sum(ops.abs(mine[:, None] - theirs[None]), axis=-1)
        nearness = ops.sum(ops.exp(-distance), axis=1) - 1.0
        return ops.concatenate([features, nearness], axis=-1)

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return (*shape[:-1], shape[-1] + self.kernels)

    def get_config(self) -> Config:
        return {**super().get_config(), "kernels": self.kernels, "dimensions": self.dimensions}
