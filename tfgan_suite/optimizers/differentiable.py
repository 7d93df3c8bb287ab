"""Differentiable optimizers: the next step as a function that gradients flow through.

An optimizer moves variables, and no gradient passes an assignment. These do the same arithmetic on tensors, from the
state that the optimizer has now and without touching it.
"""

import abc
import functools
from collections.abc import Sequence

import keras
import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.errors import SuiteError

EXTRAS = ("clipnorm", "clipvalue", "global_clipnorm", "weight_decay", "gradient_accumulation_steps", "amsgrad")


@functools.singledispatch
def differentiable_optimizer(optimizer: keras.optimizers.Optimizer) -> "DifferentiableOptimizer":
    """An object whose `step(weights, gradients)` gives the weights that the optimizer's next step would leave.

    Args:
        optimizer: built; SGD, with or without momentum, or Adam. Its learning rate stays as it is now.

    Raises:
        SuiteError: another optimizer, or one with clipping, decay, accumulation or AMSGrad.
    """
    raise SuiteError(f"{type(optimizer).__name__} cannot be unrolled: give this player SGD or Adam.")


@differentiable_optimizer.register(keras.optimizers.LossScaleOptimizer)
def _(optimizer):
    return differentiable_optimizer(optimizer.inner_optimizer)


class DifferentiableOptimizer(abc.ABC):
    """An optimizer's rule as a function that gradients flow through."""

    def __init__(self, optimizer: keras.optimizers.Optimizer) -> None:
        if used := [extra for extra in EXTRAS if getattr(optimizer, extra, None)]:
            raise SuiteError(f"An optimizer with {', '.join(used)} cannot be unrolled: leave that out.")
        self.optimizer = optimizer
        self.rate = tf.convert_to_tensor(optimizer.learning_rate)

    @abc.abstractmethod
    def step(self, weights: Sequence[Tensor], gradients: Sequence[Tensor]) -> list[Tensor]:
        """The weights after one step."""


@differentiable_optimizer.register(keras.optimizers.SGD)
class DifferentiableSGD(DifferentiableOptimizer):
    """w + β m - η g, m the former moves; with Nesterov's look ahead where the optimizer has it."""

    def __init__(self, optimizer: keras.optimizers.Optimizer) -> None:
        super().__init__(optimizer)
        self.momenta = [tf.convert_to_tensor(m.value) for m in optimizer.momentums]

    def step(self, weights: Sequence[Tensor], gradients: Sequence[Tensor]) -> list[Tensor]:
        moves = [-ops.cast(self.rate, g.dtype) * g for g in gradients]
        if self.momenta:
            β = self.optimizer.momentum
            self.momenta = [β * m + move for m, move in zip(self.momenta, moves, strict=True)]
            nesterov = [β * m + move for m, move in zip(self.momenta, moves, strict=True)]
            moves = nesterov if self.optimizer.nesterov else self.momenta
        return [w + move for w, move in zip(weights, moves, strict=True)]


@differentiable_optimizer.register(keras.optimizers.Adam)
class DifferentiableAdam(DifferentiableOptimizer):
    """w - η √(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε), as `adam` says."""

    def __init__(self, optimizer: keras.optimizers.Optimizer) -> None:
        super().__init__(optimizer)
        self.t = tf.convert_to_tensor(optimizer.iterations.value)
        self.m = [tf.convert_to_tensor(m.value) for m in optimizer._momentums]
        self.v = [tf.convert_to_tensor(v.value) for v in optimizer._velocities]

    def step(self, weights: Sequence[Tensor], gradients: Sequence[Tensor]) -> list[Tensor]:
        β1, β2 = self.optimizer.beta_1, self.optimizer.beta_2
        self.t = self.t + 1
        self.m = [β1 * m + (1 - β1) * g for m, g in zip(self.m, gradients, strict=True)]
        self.v = [β2 * v + (1 - β2) * g**2 for v, g in zip(self.v, gradients, strict=True)]
        return [self._moved(w, m, v) for w, m, v in zip(weights, self.m, self.v, strict=True)]

    def _moved(self, w, m, v):
        β1, β2, ε = self.optimizer.beta_1, self.optimizer.beta_2, self.optimizer.epsilon
        t = ops.cast(self.t, w.dtype)
        rate = ops.cast(self.rate, w.dtype) * ops.sqrt(1 - β2**t) / (1 - β1**t)
        return w - rate * m / (_root(v) + ε)


def _root(v):
    """√v with slope 0 at 0, where a weight that no example reaches would make NaN of the gradient."""
    positive = v > 0
    return ops.where(positive, ops.sqrt(ops.where(positive, v, 1)), 0)
