"""Boundaries: where things that have numbers end."""

import keras
from keras import ops

from tfgan_suite.aliases import Shape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Boundaries(keras.layers.Layer):
    """Numbers of things [B, H, W, 1] -> 1 where the pixel above, below, left or right has another number, else 0.

    Wang et al. 2018, section 3.3, https://arxiv.org/abs/1711.11585
    """

    def call(self, numbers: Tensor) -> Tensor:
        below = ops.cast(numbers[:, 1:] != numbers[:, :-1], self.compute_dtype)
        right = ops.cast(numbers[:, :, 1:] != numbers[:, :, :-1], self.compute_dtype)
        sides = [ops.pad(below, [(0, 0), side, (0, 0), (0, 0)]) for side in ((0, 1), (1, 0))] + [
            ops.pad(right, [(0, 0), (0, 0), side, (0, 0)]) for side in ((0, 1), (1, 0))
        ]
        return ops.max(ops.stack(sides), axis=0)

    def compute_output_shape(self, shape: Shape) -> Shape:
        return shape
