"""Regularizers: terms of the discriminator's loss beside its objective, and rules for its weights."""

import dataclasses
from collections.abc import Callable
from typing import Any

import keras

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.regularizers.coupling import Refusal

registered = keras.saving.register_keras_serializable(package="tfgan_suite.regularizers")


@dataclasses.dataclass(frozen=True)
class DiscriminatorInputs:
    """What the discriminator saw in its turn.

    Attributes:
        D: examples [B, ...] -> scores, in the mode of the turn.
        x: real examples [B, ...].
        fake: fakes [B, ...], without a gradient to the generator.
        r: D(x).
        f: D(fake).
        draw: `(distribution, like, shape)` -> random numbers; see `GAN.draw`.
    """

    D: Callable
    x: Any
    fake: Any
    r: Any
    f: Any
    draw: Callable


class Regularizer(keras.layers.Layer):
    """A term of the discriminator's loss, or a rule for its weights; state it has is saved with the game.

    Args:
        weight: of the term, a variable that a callback may change between steps.

    Attributes:
        refuses: what it makes no sense with, `coupling.Refusal`s (class attribute).
    """

    refuses: tuple[Refusal, ...] = ()

    def __init__(self, weight: float, **options: Any) -> None:
        super().__init__(**options)
        self.weight = self.scalar("weight", weight)
        self.built = True

    def scalar(self, name: str, value: float) -> keras.Variable:
        """A float32 variable that is the same on every replica."""
        initial = keras.initializers.Constant(value)
        shared = {"trainable": False, "autocast": False, "aggregation": "only_first_replica"}
        return self.add_weight(shape=(), initializer=initial, dtype="float32", name=name, **shared)

    def __call__(self, inputs: DiscriminatorInputs) -> Tensor:
        """The weighted term, a scalar: the mean over the local batch."""
        return self.weight.value * self.penalty(inputs)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        """The term before its weight."""
        return 0.0

    def after(self, game: Any, inputs: DiscriminatorInputs) -> None:
        """Called when the discriminator has moved; state and weights are changed through `game.assign_state`."""

    def get_config(self) -> Config:
        return {**super().get_config(), "weight": float(self.weight.numpy())}
