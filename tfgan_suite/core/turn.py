"""Turn: one player's move, the gradient step on its loss."""

import functools
from collections.abc import Sequence
from typing import Any, Self

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.core import replicas


class Turn:
    """Records what a player's loss depends on and, on leaving, descends it.

    Only the mover's weights are watched, so turns nest: an inner player may move while an outer one still listens.
    While a game is being measured (`test_step`) a turn records its loss and leaves the weights as they are.

    Attributes:
        loss: scalar that the box must set, a mean over the replica's share of the batch.
        due: whether the player moves, a boolean scalar that is the same on every replica; None for always. A turn that
            is not due leaves the optimizer as it was too.
    """

    def __init__(self, game: Any, player: str) -> None:
        self.game = game
        self.player = player
        self.loss = None
        self.due = None
        self.tape = tf.GradientTape(watch_accessed_variables=False)

    @property
    def optimizer(self) -> keras.optimizers.Optimizer:
        return self.game.optimizers[self.player]

    @property
    def moved(self) -> list[Any]:
        """All variables that a move changes."""
        return [*self.weights, *self.optimizer.variables]

    def __enter__(self) -> Self:
        self.tape.__enter__()
        self.weights = self.game.weights_in_play(self.player)
        self.tape.watch([w.value for w in self.weights])
        return self

    def __exit__(self, *error: Any) -> None:
        finished = not any(error)
        try:
            if finished:
                self.share = self._share()
        finally:
            self.tape.__exit__(*error)
        if not finished:
            return
        self.game.track(f"{self.player}_loss", self.loss)
        self.game.context.end(self)

    def gradients(self) -> list[Tensor]:
        """Of the share of the loss, one for each of the weights."""
        return self.tape.gradient(self.share, [w.value for w in self.weights])

    def descend(self, gradients: Sequence[Tensor]) -> None:
        """Moves the player, if that is due."""
        apply = functools.partial(self.optimizer.apply, trainable_variables=self.weights)
        if self.due is None:
            apply(gradients)
        else:
            replicas.together(self.due, apply, gradients)

    def _share(self):
        """This replica's part of the global loss: optimizers sum gradients over replicas."""
        if self.loss is None:
            raise ValueError(f"The {self.player}'s turn ended without a loss: set `turn.loss` inside the block.")
        return self.optimizer.scale_loss(self.loss / self.game.replicas)
