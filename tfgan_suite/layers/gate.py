"""Gate: a branch of a network that is silent at first."""

from collections.abc import Sequence

import keras

from tfgan_suite.aliases import OpenShape, Shape, Tensor


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Gate(keras.layers.Layer):
    """(x [B, ...], h [B, ...]) -> x + γ h, with one learned number γ that starts at 0.

    Zhang et al. 2018, eq. 3, https://arxiv.org/abs/1805.08318
    """

    def build(self, _: Sequence[Shape]) -> None:
        self.gamma = self.add_weight((), "zeros", name="gamma")

    def call(self, inputs: Sequence[Tensor]) -> Tensor:
        x, h = inputs
        return x + self.gamma * h

    def compute_output_shape(self, shapes: Sequence[Shape]) -> OpenShape:
        return shapes[0]
