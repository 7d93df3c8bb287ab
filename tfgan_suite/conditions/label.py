"""Labels: the class of an example, as Mirza and Osindero 2014 tell it, https://arxiv.org/abs/1411.1784"""

import dataclasses
from typing import Any

import keras
import numpy as np
from keras import ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.conditions.condition import Condition, serializable
from tfgan_suite.conditions.frequencies import any_label, in_turn
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses.classification import cross_entropy


@serializable
@dataclasses.dataclass(frozen=True)
class Label(Condition):
    """The class of an example, int32 [B].

    Args:
        num_classes: labels are 0 ... num_classes - 1.
        frequencies: of the classes in training, which the labels of fakes follow; every class alike by default.
    """

    num_classes: int
    frequencies: Any = None

    field = "label"

    def __post_init__(self) -> None:
        shares = self.frequencies or [1 / self.num_classes] * self.num_classes
        if len(shares) != self.num_classes or abs(sum(shares) - 1) > 1e-6:
            raise ValueError(f"{self.num_classes} classes need as many frequencies, which sum to 1; given {shares}.")
        object.__setattr__(self, "frequencies", tuple(shares))

    @property
    def size(self) -> int:
        return self.num_classes

    def input(self) -> keras.KerasTensor:
        return keras.Input((), dtype="int32", name="label")

    def vector(self, told: Tensor) -> Tensor:
        return ops.one_hot(told, self.num_classes)

    def drawn(self, game: Any, like: Tensor, y: Tensor | None) -> Any:
        return game.draw(any_label(self.frequencies), like)

    def samples(self, n: int, told: Any = None, label: int | None = None) -> tuple[Array, ...]:
        if label is not None and not 0 <= label < self.num_classes:
            raise SuiteError(f"There is no label {label}: this model knows 0 to {self.num_classes - 1}.")
        if label is not None:
            return (np.full(n, label, "int32"),)
        return (self.labels(n) if told is None else np.asarray(told)[:n],)

    def labels(self, n: int) -> Array:
        return in_turn(self.frequencies, n)

    def reading_loss(self, told: Tensor, reading: Tensor) -> Tensor:
        return cross_entropy(told, reading)
