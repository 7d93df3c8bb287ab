"""Divergence: training stops at a loss that is no number, before anything is saved."""

import math

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.errors import SuiteError


class Diverged(SuiteError):
    """A player's loss is no longer a number."""


class StopOnNaN(keras.callbacks.Callback):
    """Ends a training at the first loss that is not finite, and names the player.

    Raises:
        Diverged: out of `fit`, before anything more is saved.
    """

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        for player in self.model.players:
            loss = float(logs[f"{player}_loss"])
            if not math.isfinite(loss):
                raise Diverged(
                    f"The {player}'s loss became {loss} at step {int(self.model.steps.numpy())}: the game diverged; "
                    f"lower the {player}'s learning rate or regularise more, and start again."
                )
