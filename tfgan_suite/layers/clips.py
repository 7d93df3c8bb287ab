"""Clips from frames: a batch of frames put back into time."""

from collections.abc import Sequence

import keras
from keras import ops

from tfgan_suite.aliases import OpenShape, Shape, Tensor


@keras.saving.register_keras_serializable("tfgan_suite")
class Clips(keras.layers.Layer):
    """(frames [B · T, H, W, C], path [B, T, d]) -> clips [B, T, H, W, C], whatever T the path has."""

    def call(self, inputs: Sequence[Tensor]) -> Tensor:
        frames, path = inputs
        return ops.reshape(frames, (-1, path.shape[1], *frames.shape[1:]))

    def compute_output_shape(self, input_shape: Sequence[Shape]) -> OpenShape:
        frames, path = input_shape
        return (path[0], path[1], *frames[1:])
