"""Gradient penalties of the discriminator: the papers differ in where the gradient is taken."""

from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.latents import unit
from tfgan_suite.core.replicas import all_reduce_mean
from tfgan_suite.losses.gradient import gradient_norm, gradient_penalty
from tfgan_suite.regularizers.coupling import COUPLED
from tfgan_suite.regularizers.inputs import DiscriminatorInputs
from tfgan_suite.regularizers.regularizer import Regularizer, registered


class Slope(Regularizer):
    """A penalty of ‖∇D‖, which needs scores that depend on one example each."""

    refuses = COUPLED


@keras.saving.register_keras_serializable(package="tfgan_suite.regularizers", name="GradientPenalty")
class InterpolatedGradientPenalty(Slope):
    """E (‖∇D(x̂)‖ - 1)² on lines between reals and fakes. Gulrajani et al. 2017, eq. 3, https://arxiv.org/abs/1704.00028

    Args:
        weight: λ; 10 in the paper, .1 on toy data.
    """

    def __init__(self, weight: float = 10.0, **options: Any) -> None:
        super().__init__(weight, **options)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        return gradient_penalty(inputs.D, inputs.x, inputs.fake, inputs.draw(unit, inputs.x, (1,)))


@registered
class R1(Slope):
    """½ E ‖∇D(x)‖² at real examples. Mescheder et al. 2018, eq. 9, https://arxiv.org/abs/1801.04406

    Args:
        weight: γ; 10 in the paper.
    """

    def __init__(self, weight: float = 10.0, **options: Any) -> None:
        super().__init__(weight, **options)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        return tf.reduce_mean(gradient_norm(inputs.D, inputs.x) ** 2) / 2


@registered
class R2(Slope):
    """½ E ‖∇D(G(z))‖² at fakes. Mescheder et al. 2018, eq. 10, https://arxiv.org/abs/1801.04406

    Args:
        weight: γ; 10 in the paper.
    """

    def __init__(self, weight: float = 10.0, **options: Any) -> None:
        super().__init__(weight, **options)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        return tf.reduce_mean(gradient_norm(inputs.D_fake, inputs.fake) ** 2) / 2


@registered
class DRAGAN(Slope):
    """E (‖∇D(x̂)‖ - 1)² around real examples. Kodali et al. 2017, section 2.3, https://arxiv.org/abs/1705.07215

    x̂ = x + α δ, α ~ U(0, 1) for each example, δ = ½ σ U[0, 1) for each of its numbers, σ the standard deviation over
    the global batch; as in the authors' program, whose noise is of one sign.

    Args:
        weight: λ; 10 in the paper.
    """

    def __init__(self, weight: float = 10.0, **options: Any) -> None:
        super().__init__(weight, **options)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        x = inputs.x
        mean = all_reduce_mean(tf.reduce_mean(x))
        σ = tf.sqrt(all_reduce_mean(tf.reduce_mean((x - mean) ** 2)))
        δ = 0.5 * σ * inputs.draw(unit, x, tuple(x.shape[1:]))
        α = inputs.draw(unit, x, (1,) * (len(x.shape) - 1))
        return tf.reduce_mean((gradient_norm(inputs.D, x + α * δ) - 1) ** 2)
