"""RMSProp with ε outside of the root."""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, Tensor


@keras.saving.register_keras_serializable("tfgan_suite")
class RMSProp(keras.optimizers.RMSprop):
    """RMSProp whose ε is added to the root: v ← ρ v + (1 - ρ) g², w ← w - η g / (√v + ε).

    So in Torch, in PyTorch and in the program of VAE-GAN's authors. Keras takes √(v + ε), where an ε of 1e-8 counts as
    1e-4: a weight whose gradients are smaller than that, as those of a clipped critic are, would hardly move.

    Args:
        learning_rate: η, a number or a schedule.
        rho: ρ, decay of the mean squares.
        epsilon: ε.
        **options: of every Keras optimizer.
    """

    def __init__(self, learning_rate: float = 0.001, rho: float = 0.9, epsilon: float = 1e-8, **options: Any) -> None:
        super().__init__(learning_rate, rho=rho, momentum=0.0, epsilon=epsilon, centered=False, **options)

    def update_step(self, gradient: Tensor, variable: keras.Variable, learning_rate: float) -> None:
        v = self._velocities[self._get_variable_index(variable)]
        η, g = ops.cast(learning_rate, variable.dtype), ops.cast(gradient, variable.dtype)
        self.assign(v, self.rho * v + (1 - self.rho) * ops.square(g))
        self.assign_sub(variable, η * g / (ops.sqrt(v) + self.epsilon))

    def get_config(self) -> Config:
        config = super().get_config()
        return {name: value for name, value in config.items() if name not in ("momentum", "centered")}
