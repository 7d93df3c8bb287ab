"""Layers whose weight's length and direction are learnt apart. Salimans and Kingma 2016, eq. 2,
https://arxiv.org/abs/1602.07868"""

import keras
from keras import ops

from tfgan_suite.aliases import Shape, Tensor
from tfgan_suite.layers.weights.reparameterized import Reparameterized


class WeightNormalized(Reparameterized):
    """Mixin: applies g v/‖v‖ for each output channel; g starts at ‖v‖, so that nothing changes at first."""

    def build(self, input_shape: Shape | None = None) -> None:
        if self.built:
            return
        super().build(input_shape)
        self.g = self.add_weight(
            name="g",
            shape=(self.raw.shape[self.output_axis],),
            initializer=lambda shape, dtype: ops.cast(ops.reshape(self._norm(self.raw), shape), dtype),
            autocast=False,
        )

    def _norm(self, weight):
        axes = [axis for axis in range(len(weight.shape)) if axis != self.output_axis % len(weight.shape)]
        return ops.sqrt(ops.sum(ops.square(weight), axis=axes, keepdims=True))

    def effective(self, weight: Tensor) -> Tensor:
        norm = self._norm(weight)
        return weight * (ops.reshape(self.g, norm.shape) / norm)


serializable = keras.saving.register_keras_serializable(package="tfgan_suite")


@serializable
class WeightNormalizedDense(WeightNormalized, keras.layers.Dense):
    """`keras.layers.Dense` with weight normalization."""


@serializable
class WeightNormalizedConv2D(WeightNormalized, keras.layers.Conv2D):
    """`keras.layers.Conv2D` with weight normalization."""


@serializable
class WeightNormalizedConv2DTranspose(WeightNormalized, keras.layers.Conv2DTranspose):
    """`keras.layers.Conv2DTranspose` with weight normalization."""

    output_axis = -2
