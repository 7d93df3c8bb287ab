"""Learning-rate schedule of BEGAN: halved when the measure of convergence stops falling."""

import keras
import numpy as np

from tfgan_suite.aliases import Logs


class HalveOnStall(keras.callbacks.Callback):
    """Halves every player's learning rate when a measure of convergence has stopped falling.

    Keras' `ReduceLROnPlateau` knows one optimizer and forgets its count when a training is interrupted; here the game
    holds what is remembered (`game.lowest`, `game.stalled`), so a checkpoint has it.

    Args:
        patience: epochs without a new low.
        monitor: the log to look at.
    """

    def __init__(self, patience: int, monitor: str = "convergence") -> None:
        super().__init__()
        self.patience = patience
        self.monitor = monitor

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        game, value = self.model, np.float32(logs[self.monitor])
        if value < game.lowest.numpy():
            game.lowest.assign(value)
            game.stalled.assign(0)
            return
        game.stalled.assign_add(1)
        if int(game.stalled.numpy()) >= self.patience:
            game.stalled.assign(0)
            for optimizer in game.optimizers.values():
                optimizer.learning_rate = optimizer.learning_rate * 0.5
