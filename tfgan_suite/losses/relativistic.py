"""Relativistic objectives: which example is more real. Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734"""

import abc
import dataclasses
from typing import Any

from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import computed_in_float32
from tfgan_suite.core.replicas import all_reduce_mean
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses.adversarial import NonSaturating, Objective, serializable


class Relative(Objective):
    """An objective of the differences between scores, of which the generator descends the opposite.

    Raises:
        SuiteError: a base whose loss is not one of differences.
    """

    base: Objective

    def __post_init__(self) -> None:
        if reason := self.base.refuses_differences:
            raise SuiteError(f"{type(self.base).__name__} cannot be the base of a relativistic objective: {reason}.")

    @abc.abstractmethod
    def compared(self, r: Tensor, f: Tensor) -> tuple[Tensor, Tensor]:
        """Real scores over fake ones, and fake scores over real ones."""

    def discriminator(self, r: Tensor, f: Tensor) -> Tensor:
        return self.base.of_differences(*self.compared(r, f))

    def generator(self, f: Tensor, r: Tensor) -> Tensor:  # type: ignore[override]  # it compares
        """Loss of the generator.

        Args:
            f: scores of its fakes.
            r: scores of real examples.
        """
        return self.base.of_differences(*self.compared(f, r))

    def generator_loss(self, inputs: Any) -> Tensor:
        return self.generator(inputs.f, inputs.D_real(inputs.x))


@serializable
@dataclasses.dataclass(frozen=True)
class Relativistic(Relative):
    """Each real example against one fake (RSGAN with the default base; sections 4.1, equations 4 and 5).

    Args:
        base: the objective whose loss of reals and fakes is taken of the differences; halved, since both terms say the
            same here. Least squares have the targets 1 and -1 (b and -b).
    """

    base: Objective = dataclasses.field(default_factory=NonSaturating)

    @computed_in_float32
    def compared(self, r: Tensor, f: Tensor) -> tuple[Tensor, Tensor]:
        return r - f, f - r


@serializable
@dataclasses.dataclass(frozen=True)
class RelativisticAverage(Relative):
    """Each example against the mean of the other kind (RaSGAN with the default base, RaLSGAN with `LeastSquares()`,
    RaHingeGAN with `Hinge()`; equations 10 and 11, appendix D).

    Means are those of the global batch.

    Args:
        base: the objective whose loss of reals and fakes is taken of the differences; halved, as in the authors'
            program. Least squares have the targets 1 and -1 (b and -b).
    """

    base: Objective = dataclasses.field(default_factory=NonSaturating)

    @computed_in_float32
    def compared(self, r: Tensor, f: Tensor) -> tuple[Tensor, Tensor]:
        return r - all_reduce_mean(ops.mean(f)), f - all_reduce_mean(ops.mean(r))
