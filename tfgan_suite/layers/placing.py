"""Placing: maps put into a box of larger maps, and boxes taken out of maps; a spatial transformer for boxes.

Jaderberg et al. 2015, section 3, https://arxiv.org/abs/1506.02025, with transformations that scale and move but do not
turn: bilinear sampling is then a product with one matrix for rows and one for columns. Boxes are (x, y, width, height)
as shares of the maps' sides, (x, y) the upper left corner; the pixel i of n covers i/n to (i + 1)/n, and its centre is
what is sampled.
"""

from collections.abc import Sequence

import keras
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor

LEAST = 1e-3  # of a box's sides


class _Sampled(keras.layers.Layer):
    """Maps [B, H, W, C] and boxes [B, 4] -> maps [B, height, width, C].

    Args:
        height, width: of what comes out.
    """

    def __init__(self, height: int, width: int, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.height = height
        self.width = width

    def call(self, inputs: Sequence[Tensor]) -> Tensor:
        maps, box = inputs
        _, height, width, channels = maps.shape
        x, y, wide, high = (box[:, i : i + 1] for i in range(4))
        rows = self.weights_of(y, ops.maximum(high, LEAST), self.height, height)
        columns = self.weights_of(x, ops.maximum(wide, LEAST), self.width, width)
        h = ops.matmul(rows, ops.reshape(maps, (-1, height, width * channels)))
        h = ops.transpose(ops.reshape(h, (-1, self.height, width, channels)), (0, 2, 1, 3))
        h = ops.matmul(columns, ops.reshape(h, (-1, width, self.height * channels)))
        return ops.transpose(ops.reshape(h, (-1, self.width, self.height, channels)), (0, 2, 1, 3))

    def compute_output_shape(self, shapes: Sequence[Shape]) -> OpenShape:
        return (shapes[0][0], self.height, self.width, shapes[0][-1])

    def get_config(self) -> Config:
        return {**super().get_config(), "height": self.height, "width": self.width}


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Placed(_Sampled):
    """Maps drawn into their box of an empty [height, width]; zeros outside."""

    def weights_of(self, start: Tensor, extent: Tensor, out: int, n: int) -> Tensor:
        """[B, out, n]: how much of each of n pixels is in each of `out`."""
        share = (_centres(out) - start) / extent
        within = ops.cast((share >= 0) & (share <= 1), "float32")
        return hats(share, n) * within[..., None]


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Cropped(_Sampled):
    """What lies in the box, brought to [height, width]."""

    def weights_of(self, start: Tensor, extent: Tensor, out: int, n: int) -> Tensor:
        """[B, out, n]: how much of each of n pixels is in each of `out`."""
        return hats(start + _centres(out) * extent, n)


def _centres(n):
    return (ops.arange(n, dtype="float32")[None] + 0.5) / n


def hats(share: Tensor, n: int) -> Tensor:
    """Bilinear weights [B, out, n] of n pixels at places [B, out] between 0 and 1; those beyond repeat the border."""
    place = ops.clip(share * n - 0.5, 0.0, n - 1.0)
    return ops.relu(1.0 - ops.abs(place[..., None] - ops.arange(n, dtype="float32")))
