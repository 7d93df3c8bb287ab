"""Moving maps: frames of a clip made by shifting feature maps over a still background."""

from collections.abc import Sequence

import keras
from keras import ops

from tfgan_suite.aliases import OpenShape, Shape, Tensor

serializable = keras.saving.register_keras_serializable(package="tfgan_suite")


@serializable
class Shift(keras.layers.Layer):
    """(maps [B, H, W, C], offsets [B, T, 2]) -> [B · T, H, W, C]: the maps of each clip, moved for each of its frames.

    Offsets point down and right, in sides of a map; beyond an edge lies more of the same. Between pixels it is linear,
    as in Jaderberg et al. 2015, equation 5, https://arxiv.org/abs/1506.02025, whose weights max(0, 1 - |distance|) are
    here the entries of one matrix for each axis: so it has a slope in maps and, but for whole pixels, in offsets.
    """

    def call(self, inputs: Sequence[Tensor]) -> Tensor:
        maps, offsets = inputs
        _, height, width, channels = maps.shape
        frames = offsets.shape[1]
        down, right = (self.reading(offsets[..., axis], side) for axis, side in enumerate((height, width)))
        columns = ops.reshape(ops.transpose(maps, (0, 2, 1, 3)), (-1, width, height * channels))
        h = ops.matmul(ops.reshape(right, (-1, frames * width, width)), columns)
        h = ops.transpose(ops.reshape(h, (-1, width, height, channels)), (0, 2, 1, 3))
        h = ops.matmul(ops.reshape(down, (-1, height, height)), ops.reshape(h, (-1, height, width * channels)))
        return ops.reshape(h, (-1, height, width, channels))

    def reading(self, offset: Tensor, side: int) -> Tensor:
        """[B, T] -> [B, T, side, side]: how much of each old place (last) every new place has."""
        places = ops.arange(side, dtype="float32")
        source = ops.clip(places - side * ops.cast(offset[..., None], "float32"), 0, side - 1)
        return ops.cast(ops.relu(1 - ops.abs(source[..., None] - places)), self.compute_dtype)

    def compute_output_shape(self, shapes: Sequence[Shape]) -> OpenShape:
        return (None, *shapes[0][1:])


@serializable
class Backdrop(keras.layers.Layer):
    """x [B, H, W, C] -> x and a learned [H, W, C] that is the same for all examples and starts at 0."""

    def build(self, shape: Shape) -> None:
        self.still = self.add_weight(shape[1:], "zeros", name="still")

    def call(self, x: Tensor) -> Tensor:
        return x + self.still

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return shape
