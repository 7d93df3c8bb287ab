"""Gradient-penalty schedule: its weight by step, and lazy regularization."""

from collections.abc import Callable

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.optimizers import pay_lazily


class PenaltySchedule(keras.callbacks.Callback):
    """Sets the weight of a game's gradient penalty before each call of the step, and how lazily it is computed.

    Args:
        weight: function of the training step that gives λ, or None to leave it.
        every: the penalty is computed at each `every`-th critic step only, and weighs as much more (Karras et al. 2020,
            https://arxiv.org/abs/1912.04958, "lazy regularization"), or None to leave it. The player's Adam takes c of
            a step, c = k / (k + 1): learning rate c η, decays β₁ᶜ and β₂ᶜ (appendix B).
        layer: name of the game's `GradientPenalty` layer.
        player: who pays.
    """

    def __init__(
        self,
        weight: Callable[[int], float] | None = None,
        every: int | None = None,
        layer: str = "penalty",
        player: str = "critic",
    ) -> None:
        super().__init__()
        self.weight = weight
        self.every = every
        self.layer = layer
        self.player = player

    def on_train_begin(self, logs: Logs = None) -> None:
        penalty = getattr(self.model, self.layer)
        if self.every is not None and self.every != penalty.every:
            penalty.every = self.every
            pay_lazily(self.model.optimizers[self.player], self.every)
            self.model.make_train_function(force=True)

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        if self.weight is not None:
            getattr(self.model, self.layer).weight.assign(self.weight(int(self.model.steps.numpy())))
