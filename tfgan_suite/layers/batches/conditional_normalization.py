"""Conditional normalization: the scale and shift of a normalized layer follow from what is told."""

from typing import Any, Self

import keras
from keras import initializers, ops

from tfgan_suite.aliases import Config, OpenShape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class ConditionalNormalization(keras.layers.Layer):
    """(maps or features h [B, ..., C], vector v [B, d]) -> norm(h) · γ(v) + β(v), with γ and β affine in v.

    Conditional batch normalization where `norm` is batch normalization: Dumoulin et al. 2017, section 2.2,
    https://arxiv.org/abs/1610.07629, as Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, put it into a
    generator. For one-hot v every class has a γ, which begins at 1, and a β, which begins at 0, of its own.

    Args:
        norm: a layer that normalizes h, without scale and shift of its own.
    """

    def __init__(self, norm: keras.layers.Layer, **options: Any) -> None:
        super().__init__(**options)
        self.norm = norm

    def build(self, shapes: list[OpenShape]) -> None:
        (*_, channels), (_, length) = shapes
        if not self.norm.built:  # which it is where it was loaded
            self.norm.build(shapes[0])
        zeros = initializers.Zeros()
        self.gain = self.add_weight((length, channels), initializers.RandomNormal(0.0, 0.02), name="gain")
        self.shift = self.add_weight((length, channels), zeros, name="shift")

    def call(self, inputs: list[Tensor], training: bool | None = None) -> Tensor:
        h, v = inputs
        v = ops.cast(v, self.compute_dtype)
        γ, β = 1 + ops.matmul(v, self.gain), ops.matmul(v, self.shift)
        apart = (-1, *(1,) * (len(h.shape) - 2), h.shape[-1])
        return self.norm(h, training=training) * ops.reshape(γ, apart) + ops.reshape(β, apart)

    def compute_output_shape(self, shapes: list[OpenShape]) -> OpenShape:
        return shapes[0]

    def get_config(self) -> Config:
        return {**super().get_config(), "norm": keras.saving.serialize_keras_object(self.norm)}

    @classmethod
    def from_config(cls, config: Config) -> Self:
        return cls(keras.saving.deserialize_keras_object(config.pop("norm")), **config)
