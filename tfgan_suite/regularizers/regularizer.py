"""Regularizers: terms of the discriminator's loss beside its objective, and rules for its weights."""

from typing import Any, TypeAlias

import keras

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.regularizers.coupling import Refusal

Inputs: TypeAlias = Any
"""`DiscriminatorInputs` or `GeneratorInputs`, as the player has them."""

registered = keras.saving.register_keras_serializable(package="tfgan_suite.regularizers")


class Regularizer(keras.layers.Layer):
    """A term of a player's loss, or a rule for its weights; state it has is saved with the game.

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

    def __call__(self, inputs: Inputs) -> Tensor:
        """The weighted term, a scalar: the mean over the local batch.

        Args:
            inputs: `DiscriminatorInputs`, or `GeneratorInputs` for what the generator pays.
        """
        return self.weight.value * self.penalty(inputs)

    def penalty(self, inputs: Inputs) -> Tensor:
        """The term before its weight."""
        return 0.0

    def after(self, game: Any, inputs: Inputs) -> None:
        """Called when the player has moved; state and weights are changed through `game.assign_state`."""

    def get_config(self) -> Config:
        return {**super().get_config(), "weight": float(self.weight.numpy())}
