"""Auxiliary classifier: the condition is read from the example instead of being told beside it."""

import dataclasses
from collections.abc import Callable
from typing import Any

import keras

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.conditions.condition import Condition, serializable


@serializable
@dataclasses.dataclass(frozen=True)
class AuxiliaryClassifier(Condition):
    """Odena et al. 2016, eqs. 2 and 3, https://arxiv.org/abs/1610.09585

    The generator is told the condition. The discriminator is not: a head of it reads the condition back, of reals and
    of fakes, and both players pay for what it reads wrong, L_C. Its network gives (score [B, 1], reading [B, size]).

    Args:
        base: what the generator is told and the head reads.
        weight: of L_C beside the objective; 1 in the paper.
        fakes: whether the discriminator also learns to read fakes, as in the paper; reals alone teach it otherwise.
    """

    base: Condition
    weight: float = 1.0
    fakes: bool = True

    @property
    def field(self) -> str:
        return self.base.field

    @property
    def num_classes(self) -> int | None:
        return self.base.num_classes

    @property
    def size(self) -> int:
        return self.base.size

    def input(self) -> keras.KerasTensor:
        return self.base.input()

    def vector(self, told: Tensor) -> Tensor:
        return self.base.vector(told)

    def drawn(self, game: Any, like: Tensor, y: Tensor | None) -> Any:
        return self.base.drawn(game, like, y)

    def samples(self, n: int, told: Any = None, label: int | None = None) -> tuple[Array, ...]:
        return self.base.samples(n, told, label)

    def labels(self, n: int) -> Array | None:
        return self.base.labels(n)

    def reading_loss(self, told: Tensor, reading: Tensor) -> Tensor:
        return self.base.reading_loss(told, reading)

    def to_discriminator(self, D: Callable, c: Any) -> Callable:
        return D

    def discriminator_loss(self, inputs: Any) -> Any:
        cost = self.reading_loss(inputs.y, inputs.y_read)
        return self.weight * (cost + self.reading_loss(inputs.c, inputs.c_read) if self.fakes else cost)

    def generator_loss(self, inputs: Any) -> Any:
        return self.weight * self.reading_loss(inputs.c, inputs.c_read)
