"""End of an epoch, passed on to games with a rule for it, such as MAGAN's margin."""

import keras

from tfgan_suite.aliases import Logs


class EndOfEpoch(keras.callbacks.Callback):
    """Tells a game that has a rule for it (`end_epoch`) when an epoch is over."""

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        self.model.end_epoch()
