"""Spectral normalization of layers. Miyato et al. 2018, Algorithm 1, https://arxiv.org/abs/1802.05957"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, Shape, Tensor
from tfgan_suite.layers.weights.reparameterized import Reparameterized, ReparameterizedEmbeddings


def _unit(x, otherwise):
    norm = ops.norm(x)
    return ops.where(norm > 0, ops.divide_no_nan(x, norm), otherwise)


class SpectralNormalized(Reparameterized):
    """Mixin: applies W/σ(W), where σ(W) = vᵀWu follows W's largest singular value.

    W is the weight as a matrix with one column for each output channel. Every call with `training=True`
    improves the singular vectors u and v by power iteration before it uses them; a call without leaves them
    alone and applies the same W/σ(W). u and v count as constants in gradients, W does not (section 2.3).
    Replicas keep their own u and v, which stay equal since they follow from W. A weight of zeros is applied
    as it is.

    Args:
        power_iterations: iterations for each training call, at least 1.

    Raises:
        ValueError: if `power_iterations` is less than 1.
    """

    def __init__(self, *args: Any, power_iterations: int = 1, **options: Any) -> None:
        super().__init__(*args, **options)
        if power_iterations < 1:
            raise ValueError(f"power_iterations must be at least 1, not {power_iterations}.")
        self.power_iterations = power_iterations

    def build(self, input_shape: Shape | None = None) -> None:
        if self.built:
            return
        super().build(input_shape)
        rows, columns = self._matrix(self.raw).shape
        self.u = self._add_vector("u", columns, "orthogonal")
        self.v = self._add_vector("v", rows, self._left_of_u)

    def _add_vector(self, name, size, initializer):
        return self.add_weight(
            name=name,
            shape=(size, 1),
            initializer=initializer,
            trainable=False,
            autocast=False,
            aggregation="none",
        )

    def _left_of_u(self, shape, dtype=None):
        return _unit(ops.matmul(self._matrix(self.raw), self.u), otherwise=ops.zeros(shape, dtype))

    def _matrix(self, weight):
        weight = ops.moveaxis(weight, self.output_axis, -1)
        return ops.reshape(weight, (-1, weight.shape[-1]))

    @property
    def sigma(self) -> Tensor:
        """The estimate of the raw weight's spectral norm by which it is divided, a scalar."""
        return self._sigma(self.raw)

    def _sigma(self, weight):
        u, v = ops.stop_gradient(self.u), ops.stop_gradient(self.v)
        return ops.sum(v * ops.matmul(self._matrix(weight), u))

    def effective(self, weight: Tensor) -> Tensor:
        sigma = self._sigma(weight)
        return weight / ops.where(sigma == 0, ops.ones_like(sigma), sigma)

    def iterate(self) -> None:
        """Improves u and v by `power_iterations` steps."""
        W = ops.stop_gradient(self._matrix(self.raw))
        u, v = ops.convert_to_tensor(self.u), ops.convert_to_tensor(self.v)
        for _ in range(self.power_iterations):
            v = _unit(ops.matmul(W, u), otherwise=v)
            u = _unit(ops.matmul(ops.transpose(W), v), otherwise=u)
        self.u.assign(u)
        self.v.assign(v)

    def call(self, inputs: Tensor, training: bool | None = None) -> Tensor:
        if training and self.trainable:
            self.iterate()
        return super().call(inputs)

    def get_config(self) -> Config:
        return {**super().get_config(), "power_iterations": self.power_iterations}


serializable = keras.saving.register_keras_serializable(package="tfgan_suite")


@serializable
class SpectralDense(SpectralNormalized, keras.layers.Dense):
    """`keras.layers.Dense` with spectral normalization and the argument `power_iterations`."""


@serializable
class SpectralConv2D(SpectralNormalized, keras.layers.Conv2D):
    """`keras.layers.Conv2D` with spectral normalization and the argument `power_iterations`."""


@serializable
class SpectralConv2DTranspose(SpectralNormalized, keras.layers.Conv2DTranspose):
    """`keras.layers.Conv2DTranspose` with spectral normalization and the argument `power_iterations`."""

    output_axis = -2


@serializable
class SpectralEmbedding(SpectralNormalized, ReparameterizedEmbeddings, keras.layers.Embedding):
    """`keras.layers.Embedding` with spectral normalization and the argument `power_iterations`."""

    def compute_output_spec(self, inputs: Tensor, **_: Any) -> Tensor:
        return super().compute_output_spec(inputs)
