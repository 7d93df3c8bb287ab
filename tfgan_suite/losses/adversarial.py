"""Adversarial objectives: the losses of both players as functions of the discriminator's raw scores.

Scores are logits of any shape, `r` = D(x) of real examples and `f` = D(G(z)) of fakes; nothing here applies a
sigmoid. Every result is a scalar to be minimised, the mean over the local batch.
"""

import abc
import dataclasses
from typing import Any, Self

import keras
from keras import ops

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.core.latents import unit
from tfgan_suite.core.precision import computed_in_float32


@computed_in_float32
def bce(target: float | Tensor, logits: Tensor) -> Tensor:
    """Binary cross-entropy of raw logits, finite and with exact gradients however large they are.

    Args:
        target: probability of "real", in [0, 1]: a number for all, or a tensor that broadcasts to `logits`.
            Anything but 1 for real examples is label smoothing (Salimans et al. 2016, section 3.4: never for
            fakes).
        logits: raw scores, any shape.

    Returns:
        The mean over all scores, a scalar.
    """
    return ops.mean(target * ops.softplus(-logits) + (1 - target) * ops.softplus(logits))


@dataclasses.dataclass(frozen=True)
class Objective(abc.ABC):
    """A pair of losses, one per player; a frozen value that Keras saves with the model it serves."""

    @abc.abstractmethod
    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        """Loss of the discriminator (critic).

        Args:
            r: scores of real examples.
            f: scores of fakes, of the same dtype.
        """

    @abc.abstractmethod
    def generator(self, f: Tensor) -> Tensor:
        """Loss of the generator.

        Args:
            f: scores of its fakes.
        """

    def discriminator_loss(self, inputs: Any) -> Tensor:
        """Loss of the discriminator, given all that it saw; most need nothing but its scores.

        Args:
            inputs: `regularizers.DiscriminatorInputs`.
        """
        return self.discriminator(inputs.r, inputs.f)

    def generator_loss(self, inputs: Any) -> Tensor:
        """Loss of the generator, given all that its turn is about; most need nothing but the scores of its fakes.

        Args:
            inputs: `regularizers.GeneratorInputs`.
        """
        return self.generator(inputs.f)

    def of_differences(self, over: Tensor, under: Tensor) -> Tensor:
        """Loss of the player for whom reals should score higher, in a relativistic game; half of two like terms.

        Args:
            over: differences that are to be high, of real scores over fake ones in the discriminator's turn.
            under: differences that are to be low.
        """
        return self.discriminator(over, under) / 2

    @property
    def refuses_differences(self) -> str:
        """Why a relativistic game cannot be made of this objective; nothing where it can."""
        own = type(self).discriminator_loss is not Objective.discriminator_loss
        own |= type(self).generator_loss is not Objective.generator_loss
        return "it has a loss of its own, which is not one of scores alone" if own else ""

    def get_config(self) -> Config:
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: keras.saving.serialize_keras_object(value) for name, value in values.items()}

    @classmethod
    def from_config(cls, config: Config) -> Self:
        return cls(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})


serializable = keras.saving.register_keras_serializable(package="tfgan_suite")


@serializable
@dataclasses.dataclass(frozen=True)
class Minimax(Objective):
    """The zero-sum game. Goodfellow et al. 2014, equation 1, https://arxiv.org/abs/1406.2661

    The generator's gradient vanishes where the discriminator is sure of a fake; `NonSaturating` is the
    remedy.
    """

    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return bce(1, r) + bce(0, f)

    def generator(self, f: Tensor) -> Tensor:
        return -bce(0, f)


@serializable
@dataclasses.dataclass(frozen=True)
class NonSaturating(Objective):
    """The generator maximises log D(G(z)). Goodfellow et al. 2014, section 3, https://arxiv.org/abs/1406.2661

    Args:
        real_target: what the discriminator is asked to say of real examples, in (0, 1]; .9 is the one-sided
            label smoothing of Salimans et al. 2016, section 3.4, https://arxiv.org/abs/1606.03498
    """

    real_target: float = 1.0

    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return bce(self.real_target, r) + bce(0, f)

    def generator(self, f: Tensor) -> Tensor:
        return bce(1, f)

    @property
    def refuses_differences(self) -> str:
        smoothed = "its smoothing would reach the generator, whose targets are exchanged"
        return super().refuses_differences or (smoothed if self.real_target != 1 else "")


@serializable
@dataclasses.dataclass(frozen=True)
class RandomlySmoothed(NonSaturating):
    """One-sided smoothing with a target drawn for each real example; `real_target` is the highest.

    Args:
        lowest: targets are uniform on [lowest, real_target]; .8 to 1 is a common choice.
    """

    lowest: float = 0.8

    def discriminator_loss(self, inputs: Any) -> Tensor:
        drawn = inputs.draw(unit, inputs.r, tuple(inputs.r.shape[1:]))
        target = self.lowest + (self.real_target - self.lowest) * drawn
        return bce(target, inputs.r) + bce(0, inputs.f)


@serializable
@dataclasses.dataclass(frozen=True)
class LeastSquares(Objective):
    """Mao et al. 2016, equation 2 (the defaults: equation 9), https://arxiv.org/abs/1611.04076

    Args:
        a: the discriminator's target for fakes.
        b: the discriminator's target for real examples.
        c: the generator's target for the scores of its fakes. (a, b, c) = (-1, 1, 0)
            (equation 8) descends Pearson's χ².
    """

    a: float = 0.0
    b: float = 1.0
    c: float = 1.0

    @computed_in_float32
    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return 0.5 * ops.mean((r - self.b) ** 2) + 0.5 * ops.mean((f - self.a) ** 2)

    @computed_in_float32
    def generator(self, f: Tensor) -> Tensor:
        return 0.5 * ops.mean((f - self.c) ** 2)

    def of_differences(self, over: Tensor, under: Tensor) -> Tensor:
        """½ E (over - b)² + ½ E (under + b)²: differences of opposite sign have opposite targets (RaLSGAN)."""
        return LeastSquares(-self.b, self.b).discriminator(over, under)

    @property
    def refuses_differences(self) -> str:
        opposite = self.a in (0, -self.b)
        return super().refuses_differences or ("" if opposite else "differences have opposite targets: a is 0 or -b")


@serializable
@dataclasses.dataclass(frozen=True)
class Hinge(Objective):
    """Lim and Ye 2017, https://arxiv.org/abs/1705.02894; Miyato et al. 2018, equations 16 and 17."""

    @computed_in_float32
    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return ops.mean(ops.relu(1 - r)) + ops.mean(ops.relu(1 + f))

    @computed_in_float32
    def generator(self, f: Tensor) -> Tensor:
        return -ops.mean(f)


@serializable
@dataclasses.dataclass(frozen=True)
class Wasserstein(Objective):
    """Arjovsky et al. 2017, equations 2 and 3, https://arxiv.org/abs/1701.07875

    The critic's loss is minus an estimate of the distance only while something else keeps the critic
    1-Lipschitz.
    """

    @computed_in_float32
    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return ops.mean(f) - ops.mean(r)

    @computed_in_float32
    def generator(self, f: Tensor) -> Tensor:
        return -ops.mean(f)
