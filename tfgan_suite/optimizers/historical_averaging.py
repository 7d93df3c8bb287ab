"""Historical averaging. Salimans et al. 2016, section 3.3, https://arxiv.org/abs/1606.03498"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import keras
from keras import ops

from tfgan_suite.aliases import Config, Tensor
from tfgan_suite.core.replicas import replicas_here


@keras.saving.register_keras_serializable(package="tfgan_suite")
class HistoricalAveraging(keras.optimizers.Optimizer):
    """An optimizer that also descends ‖θ - mean of θ so far‖². Salimans et al. 2016, section 3.3,
    https://arxiv.org/abs/1606.03498

    It works for any player of any game: `game.compile(generator=HistoricalAveraging(adam(2e-4, 0.5, 0.999)))`. The
    running mean is among its variables, and so saved and resumed with the game.

    Args:
        inner: the optimizer that takes the steps.
        weight: of the term.
    """

    def __init__(self, inner: keras.optimizers.Optimizer, weight: float = 1.0, name: str | None = None) -> None:
        super().__init__(learning_rate=0.0, name=name)
        self.inner = inner
        self.weight = weight

    def build(self, variables: Sequence[keras.Variable]) -> None:
        self.inner.build(variables)
        self.means = [self.add_variable_from_reference(v, "mean") for v in variables]
        super().build(variables)

    def apply(self, gradients: Sequence[Tensor], trainable_variables: Sequence[keras.Variable] | None = None) -> None:
        weights = trainable_variables or self._trainable_variables
        places = [self._get_variable_index(w) for w in weights]
        share = 2 * self.weight / replicas_here()
        seen = ops.cast(self.iterations, "float32") + 1
        pulled = []
        for gradient, weight, place in zip(gradients, weights, places, strict=True):
            mean = self.means[place]
            mean.assign(mean + (weight - mean) / seen)
            pulled.append(gradient + share * (weight - mean))
        self.inner.apply(pulled, weights)
        self.iterations.assign_add(1)

    def scale_loss(self, loss: Tensor) -> Tensor:
        return self.inner.scale_loss(loss)

    @property
    def variables(self) -> list[keras.Variable]:
        return [*super().variables, *self.inner.variables]

    @property
    def learning_rate(self) -> Any:
        return self.inner.learning_rate

    @learning_rate.setter
    def learning_rate(self, value: Any) -> None:
        self.inner.learning_rate = value

    def get_config(self) -> Config:
        inner = keras.saving.serialize_keras_object(self.inner)
        return {"inner": inner, "weight": self.weight, "name": self.name}

    @classmethod
    def from_config(cls, config: Config, custom_objects: Mapping[str, Any] | None = None) -> Self:
        inner = keras.saving.deserialize_keras_object(config["inner"], custom_objects)
        return cls(**{**config, "inner": inner})
