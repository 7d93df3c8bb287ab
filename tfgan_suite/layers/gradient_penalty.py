"""Gradient penalty as a layer, for critics trained outside the suite's games."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.losses.gradient import gradient_penalty


@keras.saving.register_keras_serializable(package="tfgan_suite")
class GradientPenalty(keras.layers.Layer):
    """λ E (‖∇D(x̂)‖₂ - 1)². Gulrajani et al. 2017, equation 3, https://arxiv.org/abs/1704.00028

        penalty = GradientPenalty(10.0)
        loss += penalty(critic, real, fake, mix)

    Args:
        weight: λ, at least 0. Kept as a variable: a callback may assign it between steps without retracing.
        every: k ≥ 1 computes the penalty on the first of every k calls, k times as large, and 0 on the others
            (lazy regularisation: Karras et al. 2020, section 3.1, https://arxiv.org/abs/1912.04958, whose appendix B
            also rescales Adam: `optimizers.pay_lazily`). With k > 1 the critic is called inside a conditional: it
            must have been built before and must not synchronise state between replicas.

    Raises:
        ValueError: if `every` is less than 1.
    """

    def __init__(self, weight: float = 10.0, every: int = 1, **options: Any) -> None:
        super().__init__(**options)
        if every < 1:
            raise ValueError(f"every must be at least 1, not {every}.")
        self.every = every
        self.weight = self._add_scalar("weight", weight, "float32")
        self.calls = self._add_scalar("calls", 0, "int32")
        self.built = True

    def _add_scalar(self, name, value, dtype):
        return self.add_weight(
            name=name,
            shape=(),
            initializer=keras.initializers.Constant(value),
            dtype=dtype,
            trainable=False,
            autocast=False,
            aggregation="only_first_replica",
        )

    def __call__(
        self, critic: Callable[[Tensor], Tensor], real: Tensor, fake: Tensor, mix: Tensor, training: bool = True
    ) -> Tensor:
        """The weighted penalty, a float32 scalar.

        Args:
            critic: callable from a batch of examples to scores [B] or [B, 1], without batch normalization.
            real: [B, ...] real examples.
            fake: [B, ...] fakes of the same shape.
            mix: B numbers from U(0, 1), one for each example.
            training: False measures: one call's penalty in full, whoever's turn it is, which does not count as a call.
        """

        def penalty():
            return self.every * self.weight.value * gradient_penalty(critic, real, fake, mix)

        if not training:
            return self.weight.value * gradient_penalty(critic, real, fake, mix)
        if self.every == 1:
            return penalty()
        due = self.calls.value % self.every == 0
        self.calls.assign_add(1)
        return tf.cond(due, penalty, lambda: tf.constant(0.0))

    def get_config(self) -> Config:
        weight = float(keras.ops.convert_to_numpy(self.weight))
        return {**super().get_config(), "weight": weight, "every": self.every}
