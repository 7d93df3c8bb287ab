"""Style layers: adaptive instance normalization and noise. Karras et al. 2019, https://arxiv.org/abs/1812.04948"""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor
from tfgan_suite.layers.full_precision import FullPrecision

_UNDER_ROOT = 1e-8

serializable = keras.saving.register_keras_serializable(package="tfgan_suite")


@serializable
class AdaIN(FullPrecision):
    """(x [B, H, W, C], y [B, 2C]) -> (1 + y_s) (x - μ(x)) / σ(x) + y_b, the moments taken per example and channel.

    Equation 1 with the scale as a difference from 1.
    """

    def call(self, inputs: Sequence[Tensor]) -> Tensor:
        x, y = inputs
        μ = ops.mean(x, axis=(1, 2), keepdims=True)
        centred = x - μ
        normalized = centred * ops.rsqrt(ops.mean(ops.square(centred), axis=(1, 2), keepdims=True) + _UNDER_ROOT)
        scale, bias = ops.split(ops.reshape(y, (-1, 1, 1, y.shape[-1])), 2, axis=-1)
        return (1 + scale) * normalized + bias

    def compute_output_shape(self, shapes: Sequence[Shape]) -> OpenShape:
        return shapes[0]


@serializable
class AddNoise(keras.layers.Layer):
    """(x [B, H, W, C], noise [B, H, W, 1]) -> x + noise, with a learned strength for each channel that starts at 0."""

    def build(self, shapes: Sequence[Shape]) -> None:
        self.strength = self.add_weight((shapes[0][-1],), "zeros", name="strength")

    def call(self, inputs: Sequence[Tensor]) -> Tensor:
        x, noise = inputs
        return x + noise * self.strength


@serializable
class Bias(keras.layers.Layer):
    """x [B, ..., C] -> x plus a learned number for each channel that starts at 0."""

    def build(self, shape: Shape) -> None:
        self.bias = self.add_weight((shape[-1],), "zeros", name="bias")

    def call(self, x: Tensor) -> Tensor:
        return x + self.bias


@serializable
class LearnedConstant(keras.layers.Layer):
    """Anything [B, ...] -> the same learned [B, *shape] for every example: where synthesis begins."""

    def __init__(self, shape: Shape, **options: Any) -> None:
        super().__init__(**options)
        self.shape = tuple(shape)

    def build(self, _: Shape) -> None:
        start = keras.initializers.RandomNormal(0.0, 1.0)
        self.constant = self.add_weight((1, *self.shape), start, name="constant")

    def call(self, like: Tensor) -> Tensor:
        return ops.tile(self.constant, (ops.shape(like)[0], 1, 1, 1))

    def compute_output_shape(self, input_shape: Shape) -> OpenShape:
        return (input_shape[0], *self.shape)

    def get_config(self) -> Config:
        return {**super().get_config(), "shape": self.shape}


@serializable
class FixedNoise(keras.layers.Layer):
    """Anything [B, ...] -> the same standard normal [B, *shape] for every example, at every call.

    Args:
        shape: of one example.
        seed: of the noise, which is part of the exported graph.
    """

    def __init__(self, shape: Shape, seed: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.shape = tuple(shape)
        self.seed = seed

    def call(self, like: Tensor) -> Tensor:
        noise = np.random.default_rng(self.seed).standard_normal((1, *self.shape), "float32")
        return ops.tile(noise, (ops.shape(like)[0], 1, 1, 1))

    def compute_output_shape(self, input_shape: Shape) -> OpenShape:
        return (input_shape[0], *self.shape)

    def get_config(self) -> Config:
        return {**super().get_config(), "shape": self.shape, "seed": self.seed}
