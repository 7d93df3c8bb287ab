"""Lazy regularization: Adam for a player that pays for a regularizer at every k-th step only."""

from typing import Any

import keras

from tfgan_suite.aliases import Config, Tensor


@keras.saving.register_keras_serializable("tfgan_suite")
class Adam(keras.optimizers.Adam):
    """Adam whose learning rate and decays are those of k / (k + 1) of a step.

    Karras et al. 2020, appendix B, https://arxiv.org/abs/1912.04958: with c = k / (k + 1) the learning rate is c η, the
    decays are β₁ᶜ and β₂ᶜ. Its learning rate and decays are said as they would be without.

    Args:
        *arguments, **options: of `keras.optimizers.Adam`.
        every: k; 1 is Adam itself.
    """

    def __init__(self, *arguments: Any, every: int = 1, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.every = every

    @property
    def share(self) -> float:
        """c."""
        return self.every / (self.every + 1) if self.every > 1 else 1.0

    def update_step(self, gradient: Tensor, variable: keras.Variable, learning_rate: float) -> None:
        said: tuple[float, float] = (self.beta_1, self.beta_2)  # type: ignore[has-type]  # Keras has them
        self.beta_1, self.beta_2 = (β**self.share for β in said)
        super().update_step(gradient, variable, self.share * learning_rate)
        self.beta_1, self.beta_2 = said

    def get_config(self) -> Config:
        return {**super().get_config(), "every": self.every}


def pay_lazily(optimizer: keras.optimizers.Optimizer, every: int) -> None:
    """Rescales an optimizer in place, moments and count of steps kept, for a regularizer at every k-th step.

    Only Adam is rescaled: the steps of others do not remember the size of past gradients.
    """
    while inner := getattr(optimizer, "inner_optimizer", None) or getattr(optimizer, "inner", None):
        optimizer = inner
    if isinstance(optimizer, keras.optimizers.Adam):
        optimizer.__class__ = Adam
        optimizer.every = every
