"""Minibatch standard deviation. Karras et al. 2018, section 3, https://arxiv.org/abs/1710.10196"""

import math
from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, OpenShape, Shape, Tensor
from tfgan_suite.layers.full_precision import FullPrecision

_UNDER_ROOT = 1e-8


@keras.saving.register_keras_serializable(package="tfgan_suite")
class MinibatchSigma(FullPrecision):
    """Appends one map that says how much the examples of a group differ. Karras et al. 2018, section 3,
    https://arxiv.org/abs/1710.10196

    The standard deviation over a group, of each channel at each pixel, averaged to one number. Statistics are those of
    a replica: groups are neighbours in the batch, and replicas take neighbours too, so that the groups are the same on
    any number of replicas whose shares they divide (the authors' program groups every (B / group)-th example).

    Args:
        group: examples in one; a batch that it does not divide is split by their greatest common divisor.
    """

    def __init__(self, group: int = 4, **options: Any) -> None:
        super().__init__(**options)
        self.group = group

    def call(self, x: Tensor) -> Tensor:
        batch, height, width, channels = ops.shape(x)
        group = self.group if batch is None else self._dividing(batch)
        grouped = ops.reshape(x, (-1, group, height, width, channels))
        σ = ops.sqrt(ops.var(grouped, axis=1, keepdims=True) + _UNDER_ROOT)
        σ = ops.mean(σ, axis=(2, 3, 4), keepdims=True)
        return ops.concatenate([x, ops.reshape(ops.tile(σ, (1, group, height, width, 1)), (-1, height, width, 1))], -1)

    def _dividing(self, batch):
        """The greatest common divisor of the group and a batch whose size may be known only as the step runs."""
        if isinstance(batch, int):
            return math.gcd(batch, self.group)
        divisors = [d for d in range(1, self.group + 1) if self.group % d == 0]
        return ops.max([ops.where(batch % d == 0, d, 1) for d in divisors])

    def compute_output_shape(self, shape: Shape) -> OpenShape:
        return (*shape[:-1], shape[-1] + 1)

    def get_config(self) -> Config:
        return {**super().get_config(), "group": self.group}
