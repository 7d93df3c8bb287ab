"""Capsules: layers of vectors with dynamic routing. Sabour et al. 2017, https://arxiv.org/abs/1710.09829"""

from typing import Any

import keras
import tensorflow as tf
from keras import ops
from keras.ops import stop_gradient

from tfgan_suite.aliases import Config, Shape, Tensor
from tfgan_suite.layers.full_precision import FullPrecision

_UNDER_ROOT = 1e-9


def squash(s: Tensor) -> Tensor:
    """Vectors [..., d] of the same direction and a length |s|² / (1 + |s|²), below 1. Sabour et al. 2017, eq. 1."""
    square = ops.sum(s**2, axis=-1, keepdims=True)
    return square / (1 + square) * s / ops.sqrt(square + _UNDER_ROOT)


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Capsules(FullPrecision):
    """Capsules [B, I, d] -> the inputs s [B, J, dimensions] of as many others, agreed on by dynamic routing.

    Sabour et al. 2017, procedure 1, https://arxiv.org/abs/1710.09829: the coupling of a capsule to those above it is a
    softmax over these, sharper where its prediction agrees with what came out. Gradients pass through the last round
    only. What comes out is not squashed yet: `squash` does it, and log |s|² is the logit of its length.

    Args:
        capsules: J; with a single one all couplings are 1 and there is nothing to route.
        dimensions: of each.
        rounds: of routing, 3 in the paper.
    """

    def __init__(self, capsules: int, dimensions: int, rounds: int = 3, **options: Any) -> None:
        super().__init__(**options)
        self.capsules = capsules
        self.dimensions = dimensions
        self.rounds = rounds

    def build(self, shape: Shape) -> None:
        _, count, d = shape
        initial = keras.initializers.RandomNormal(0.0, 0.1)
        self.kernel = self.add_weight((count, d, self.capsules * self.dimensions), initial, name="kernel")

    def call(self, u: Tensor) -> Tensor:
        predictions = ops.einsum("bid,ido->bio", u, self.kernel)
        predictions = ops.reshape(predictions, (-1, u.shape[1], self.capsules, self.dimensions))
        return self.inputs_of(predictions, self.couplings(stop_gradient(predictions)))

    def couplings(self, predictions: Tensor) -> Tensor:
        """c [B, I, J, 1] of predictions [B, I, J, dimensions]; they sum to 1 over J."""
        b = ops.zeros_like(predictions[..., :1])
        for _ in range(self.rounds - 1):
            v = squash(self.inputs_of(predictions, tf.nn.softmax(b, axis=2)))
            b = b + ops.sum(predictions * v[:, None], axis=-1, keepdims=True)
        return tf.nn.softmax(b, axis=2)

    def inputs_of(self, predictions: Tensor, c: Tensor) -> Tensor:
        return ops.sum(c * predictions, axis=1)

    def get_config(self) -> Config:
        config = {"capsules": self.capsules, "dimensions": self.dimensions, "rounds": self.rounds}
        return {**super().get_config(), **config}
