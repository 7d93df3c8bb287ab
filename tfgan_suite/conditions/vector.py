"""Vectors: attributes that an example has, or an embedding of what it shows."""

import dataclasses
from itertools import cycle, islice
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.conditions.condition import Condition, serializable
from tfgan_suite.core.latents import unit
from tfgan_suite.core.replicas import all_gather
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses.adversarial import bce


@serializable
@dataclasses.dataclass(frozen=True)
class Vector(Condition):
    """A vector for each example, float32 [B, size]: attributes that it has (1) or lacks (0), or numbers.

    Fakes get vectors of real examples of the global batch, chosen at random with replacement, so that they are as
    frequent as in training, alone and together.

    Args:
        size: length of the vector.
        shown: vectors that samples get in turn, at least one.
        name: of the networks' input.
        binary: whether all numbers are 0 or 1, which an auxiliary head then reads by their logits.
    """

    size: int
    shown: tuple[tuple[float, ...], ...]
    name: str = "attributes"
    binary: bool = True

    num_classes = None

    @property
    def field(self) -> str:
        return self.name

    def __post_init__(self) -> None:
        rows = tuple(tuple(float(number) for number in row) for row in self.shown)
        if not rows or any(len(row) != self.size for row in rows):
            raise ValueError(f"Samples need vectors of length {self.size} to be shown with; given {len(rows)} others.")
        object.__setattr__(self, "shown", rows)

    def input(self) -> keras.KerasTensor:
        return keras.Input((self.size,), name=self.name)

    def vector(self, told: Tensor) -> Tensor:
        return told

    def drawn(self, game: Any, like: Tensor, y: Tensor | None) -> Any:
        rows = all_gather(y)
        count = tf.shape(rows)[0]
        at = tf.cast(game.draw(unit, like) * tf.cast(count, tf.float32), tf.int32)
        return tf.gather(rows, tf.minimum(at, count - 1))

    def samples(self, n: int, told: Any = None, label: int | None = None) -> tuple[Array, ...]:
        if label is not None:
            raise SuiteError(f"This model is told {self.name}, not a label: leave the label out.")
        rows = islice(cycle(self.shown), n) if told is None else np.asarray(told)[:n]
        return (np.asarray(list(rows), "float32"),)

    def reading_loss(self, told: Tensor, reading: Tensor) -> Tensor:
        return bce(told, reading) if self.binary else ops.mean((told - reading) ** 2)
