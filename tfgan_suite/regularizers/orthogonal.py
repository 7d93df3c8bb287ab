"""Orthogonal regularization: filters that are alike cost. Brock et al. 2018, https://arxiv.org/abs/1809.11096"""

from collections.abc import Iterator
from typing import Any

import keras
import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.layers import Reparameterized
from tfgan_suite.regularizers.inputs import GeneratorInputs
from tfgan_suite.regularizers.regularizer import Regularizer, registered

SHARED = "shared"


@registered
class Orthogonal(Regularizer):
    """Σ ‖WᵀW ⊙ (1 - I)‖² over all kernels: filters that are alike cost, whatever their size. A generator's.

    Brock et al. 2018, eq. 3, https://arxiv.org/abs/1809.11096. A column of W is what leads to one output channel; of
    layers with spectral normalization and their like it is the weight that they train. An embedding that all blocks
    share (a layer called "shared") is left out, as in the authors' program.

    Args:
        weight: β; 1e-4 in the paper.
    """

    def __init__(self, weight: float = 1e-4, **options: Any) -> None:
        super().__init__(weight, **options)

    def penalty(self, inputs: GeneratorInputs) -> Tensor:
        return sum(_likeness(W) for W in matrices(inputs.network))


def matrices(network: keras.Model) -> Iterator[Tensor]:
    """Every trainable kernel as a matrix [inputs, outputs]."""
    for layer in network._flatten_layers(include_self=False):
        kernel: Any = layer.raw if isinstance(layer, Reparameterized) else getattr(layer, "kernel", None)
        apart = layer.name != SHARED and getattr(kernel, "trainable", False)
        if apart and len(kernel.shape) > 1:
            W = tf.convert_to_tensor(kernel.value)
            if isinstance(layer, keras.layers.Conv2DTranspose):
                W = ops.swapaxes(W, -1, -2)
            yield ops.reshape(W, (-1, W.shape[-1]))


def _likeness(W):
    products = ops.matmul(ops.transpose(W), W)
    return ops.sum(ops.square(products * (1 - ops.eye(products.shape[0]))))
