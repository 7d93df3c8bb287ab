"""Layers that learn at the same speed whatever their size. Karras et al. 2018, section 4.1,
https://arxiv.org/abs/1710.10196"""

import math
from typing import Any

import keras

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.layers.weights.reparameterized import Reparameterized, ReparameterizedEmbeddings

HE = math.sqrt(2)


class Equalized(Reparameterized):
    """Mixin: stores weights drawn from N(0, 1) and applies them scaled by gain/√fan_in at run time.

    An optimizer that normalises its steps, such as Adam, then changes every weight by the same share of its
    range. `fan_in` counts the inputs that one output sees: all axes of the weight but the output's, and 1 for
    an embedding, which is looked up. A transposed convolution counts its whole kernel, as the authors' code
    does, whatever its stride.

    Args:
        *shape: the layer's positional arguments up to its sizes (`units`; `filters, kernel_size`;
            `input_dim, output_dim`). Others go by keyword.
        gain: He's constant, √2 before a rectifier; 1 where none follows.
        lr_multiplier: learns this many times faster than other layers, the bias included, from the same start
            (Karras et al. 2019, appendix C: .01 in the mapping network, https://arxiv.org/abs/1812.04948).
        **options: the Keras layer's own; its weight is drawn from N(0, 1/lr_multiplier²) unless told
            otherwise.
    """

    def __init__(self, *shape: Any, gain: float = HE, lr_multiplier: float = 1.0, **options: Any) -> None:
        normal = keras.initializers.RandomNormal(stddev=1 / lr_multiplier)
        options.setdefault(f"{self.weight_name}_initializer", normal)
        super().__init__(*shape, **options)
        self.gain = gain
        self.lr_multiplier = lr_multiplier

    @property
    def fan_in(self) -> int:
        return math.prod(self.raw.shape) // self.raw.shape[self.output_axis]

    def effective(self, weight: Tensor) -> Tensor:
        return weight * (self.gain * self.lr_multiplier / math.sqrt(self.fan_in))

    @property
    def bias(self) -> Tensor:
        return None if self._bias is None else self._bias * self.lr_multiplier

    @bias.setter
    def bias(self, variable: keras.Variable) -> None:
        self._bias = variable

    def get_config(self) -> Config:
        return {**super().get_config(), "gain": self.gain, "lr_multiplier": self.lr_multiplier}


serializable = keras.saving.register_keras_serializable(package="tfgan_suite")


@serializable
class EqualizedDense(Equalized, keras.layers.Dense):
    """`keras.layers.Dense` with equalized learning rate, `gain` and `lr_multiplier`."""


@serializable
class EqualizedConv2D(Equalized, keras.layers.Conv2D):
    """`keras.layers.Conv2D` with equalized learning rate, `gain` and `lr_multiplier`."""


@serializable
class EqualizedConv2DTranspose(Equalized, keras.layers.Conv2DTranspose):
    """`keras.layers.Conv2DTranspose` with equalized learning rate, `gain` and `lr_multiplier`."""

    output_axis = -2


@serializable
class EqualizedEmbedding(Equalized, ReparameterizedEmbeddings, keras.layers.Embedding):
    """`keras.layers.Embedding` with equalized learning rate, `gain` and `lr_multiplier`."""

    fan_in = 1
