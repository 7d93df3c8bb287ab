"""Conditions: the part of a game that says what its players are told of an example."""

import abc
import dataclasses
from collections.abc import Callable
from typing import Any, Self, cast

import keras

from tfgan_suite.aliases import Array, Config, Tensor
from tfgan_suite.errors import SuiteError

serializable = keras.saving.register_keras_serializable(package="tfgan_suite.conditions")


class Condition(abc.ABC):
    """What is told of an example; a frozen value that Keras saves with its game.

    It says what is told and how fakes get theirs. How it enters a network (concatenation, Hadamard product, projection,
    conditional normalization) is the network's affair, which takes `input` and `vector` from here.

    Attributes:
        field: the field of examples that holds it.
        size: length of `vector`.
        num_classes: how many labels there are; None where labels are not what is told.
    """

    field: str
    size: int
    num_classes: int | None

    @abc.abstractmethod
    def input(self) -> keras.KerasTensor:
        """A `keras.Input` for it, of the name that clients of a product use."""

    @abc.abstractmethod
    def vector(self, told: Tensor) -> Tensor:
        """What `input` gives, as float [B, size]."""

    @abc.abstractmethod
    def drawn(self, game: Any, like: Tensor, y: Tensor | None) -> Any:
        """Conditions for fakes, one for each example of `like`, as frequent as in training.

        Args:
            game: whose box is under way; all randomness is drawn from it.
            like: [B', ...], B' a multiple of B.
            y: conditions of B real examples.
        """

    @abc.abstractmethod
    def samples(self, n: int, told: Any = None, label: int | None = None) -> tuple[Array, ...]:
        """What the generator is told for `n` samples, a tuple of arrays [n, ...].

        Args:
            n: how many.
            told: conditions of at least n held-out examples, which they get.
            label: the class to draw, or None.
        """

    @abc.abstractmethod
    def reading_loss(self, told: Tensor, reading: Tensor) -> Tensor:
        """How far an auxiliary head's reading [B, size] is from what is true, a scalar."""

    def split(self, batch: Any) -> tuple[Tensor, Any]:
        """(examples, their conditions) of a batch."""
        return batch

    def to_generator(self, G: Callable, c: Any) -> Callable:
        """The generator as a function of latents alone."""
        return lambda z: G([z, c])

    def to_discriminator(self, D: Callable, c: Any) -> Callable:
        """The discriminator as a function of examples alone."""
        return lambda x: D([x, c])

    def labels(self, n: int) -> Array | None:
        """The labels that `samples` gives, int32 [n]; None where it gives none."""
        return None

    def discriminator_loss(self, inputs: Any) -> Any:
        """What the discriminator pays for it, see `regularizers.DiscriminatorInputs`."""
        return 0

    def generator_loss(self, inputs: Any) -> Any:
        """What the generator pays for it, see `regularizers.GeneratorInputs`."""
        return 0

    def get_config(self) -> Config:
        values = {field.name: getattr(self, field.name) for field in dataclasses.fields(cast(Any, self))}
        return {name: keras.saving.serialize_keras_object(value) for name, value in values.items()}

    @classmethod
    def from_config(cls, config: Config) -> Self:
        return cls(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})


@serializable
@dataclasses.dataclass(frozen=True)
class Unconditional(Condition):
    """Nobody is told anything."""

    field = ""
    size = 0
    num_classes = None

    def input(self) -> keras.KerasTensor:
        raise TypeError("An unconditional network has no input for a condition.")

    def vector(self, told: Tensor) -> Tensor:
        raise TypeError("An unconditional network is told nothing.")

    def reading_loss(self, told: Tensor, reading: Tensor) -> Tensor:
        raise TypeError("Where nothing is told there is nothing to read.")

    def drawn(self, game: Any, like: Tensor, y: Tensor | None) -> Any:
        return None

    def samples(self, n: int, told: Any = None, label: int | None = None) -> tuple[Array, ...]:
        if label is not None:
            raise SuiteError("This model knows no labels: leave the label out, or train it with a condition.")
        return ()

    def split(self, batch: Any) -> tuple[Tensor, Any]:
        return batch, None

    def to_generator(self, G: Callable, c: Any) -> Callable:
        return G

    def to_discriminator(self, D: Callable, c: Any) -> Callable:
        return D
