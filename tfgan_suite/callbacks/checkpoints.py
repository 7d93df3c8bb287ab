import re
from pathlib import Path

import keras

from tfgan_suite.atomic import whole

NAME = re.compile(r"step-(\d+)\.keras")


class Checkpoints(keras.callbacks.Callback):
    """Saves the whole game, optimizers and clocks included, at the end of each epoch and every so many steps.

    Each checkpoint appears whole or not at all and is an ordinary `.keras` file, `step-00001234.keras`. A training goes
    on from it with `gan.load_weights(latest_checkpoint(directory))`.

    Args:
        directory: where checkpoints go.
        every: also save when this many steps have passed since the last one.
        keep: how many of the newest stay.
    """

    def __init__(self, directory, every=None, keep=2):
        super().__init__()
        self.directory = Path(directory)
        self.every = every
        self.keep = keep

    def on_train_begin(self, logs=None):
        self.saved = int(self.model.steps.numpy())

    def on_train_batch_end(self, batch, logs=None):
        if self.every and int(self.model.steps.numpy()) - self.saved >= self.every:
            self.save()

    def on_epoch_end(self, epoch, logs=None):
        self.save()

    def save(self):
        """Writes a checkpoint of this moment and drops the oldest ones."""
        self.saved = int(self.model.steps.numpy())
        with whole(self.directory / f"step-{self.saved:08d}.keras") as draft:
            self.model.save(draft)
        for old in checkpoints(self.directory)[: -self.keep]:
            old.unlink()


def checkpoints(directory):
    """The checkpoints in a directory, oldest first."""
    found = Path(directory).glob("step-*.keras")
    return sorted((path for path in found if NAME.fullmatch(path.name)), key=_step)


def latest_checkpoint(directory):
    """The newest checkpoint in a directory, or None."""
    return next(reversed(checkpoints(directory)), None)


def _step(path):
    return int(NAME.fullmatch(path.name)[1])
