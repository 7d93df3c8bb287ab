"""Checkpoints: the whole game in one file, by epochs, steps and minutes; the newest sound one is found again."""

import os
import re
import shutil
import time
import zipfile
from pathlib import Path

import keras

from tfgan_suite.aliases import Logs, PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.warning import warn

NAME = re.compile(r"step-(\d+)\.keras")


class Checkpoints(keras.callbacks.Callback):
    """Saves the whole game, optimizers and clocks included, at the end of each epoch, and by steps and time inside it.

    Each checkpoint appears whole or not at all and is an ordinary `.keras` file, `step-00001234.keras`. A training goes
    on from it with `gan.load_weights(latest_checkpoint(directory))`.

    Args:
        directory: where checkpoints go.
        every: also save when this many steps have passed since the last one.
        minutes: also save when this much time has.
        keep: how many of the newest stay.

    Raises:
        SuiteError: a number that is not positive.
    """

    def __init__(
        self, directory: PathLike, every: int | None = None, minutes: float | None = None, keep: int = 2
    ) -> None:
        super().__init__()
        for value in (every, minutes, keep):
            if value is not None and not value > 0:
                raise SuiteError(f"checkpoints every {value} or {value} of them keep nothing: give a positive number.")
        self.directory = Path(directory)
        self.every = every
        self.minutes = minutes
        self.keep = keep

    def on_train_begin(self, logs: Logs = None) -> None:
        for draft in self.directory.glob(".step-*.keras.*"):  # of a training that was killed while it saved
            shutil.rmtree(draft, ignore_errors=True)
        self.saved, self.saved_at = int(self.model.steps.numpy()), time.monotonic()

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        if batch + 1 != self.params["steps"] and (self._enough_steps() or self._enough_time()):
            self.save()

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        self.save()

    def save(self) -> Path:
        """Writes a checkpoint of this moment, drops the oldest ones, and returns its path."""
        self.saved, self.saved_at = int(self.model.steps.numpy()), time.monotonic()
        path = self.directory / f"step-{self.saved:08d}.keras"
        with atomic_write(path) as draft:
            self.model.save(draft)
        for old in checkpoints(self.directory)[: -self.keep]:
            old.unlink()
        return path

    def _enough_steps(self):
        return self.every and int(self.model.steps.numpy()) - self.saved >= self.every

    def _enough_time(self):
        return self.minutes and time.monotonic() - self.saved_at >= 60 * self.minutes


def checkpoints(directory: PathLike) -> list[Path]:
    """The checkpoints in a directory, oldest first."""
    found = Path(directory).glob("step-*.keras")
    return sorted((path for path in found if NAME.fullmatch(path.name)), key=_step)


def latest_checkpoint(directory: PathLike) -> Path | None:
    """The newest checkpoint in a directory that is whole, or None where there is none at all.

    A damaged one, whose checksums do not fit, is passed over with a warning; one that a training has dropped meanwhile
    is not missed.

    Raises:
        SuiteError: all are damaged.
    """
    damaged: list[Path] = []
    for path in reversed(checkpoints(directory)):
        if is_whole(path):
            for other in damaged:
                warn(f"{other} is damaged: {path.name}, from before, takes its place")
            return path
        if not path.exists():
            return latest_checkpoint(directory)
        damaged.append(path)
    if damaged:
        raise SuiteError(
            f"{directory} holds damaged checkpoints only, such as {damaged[0].name}: restore or delete them."
        )
    return None


def is_whole(path: os.PathLike | str) -> bool:
    """Whether a checkpoint's checksums fit its content."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except DAMAGED_ARCHIVE:
        return False


def why_not(path: os.PathLike | str, error: Exception) -> str:
    """Why a checkpoint cannot be loaded and what to do, as the end of a line: it is damaged, or of another game."""
    if not is_whole(path):
        return f"is damaged ({type(error).__name__}): delete it to go on from the one before."
    reason = next(iter(str(error).splitlines()), "") or type(error).__name__
    return (
        f"is whole and does not fit: the system, its arguments or its data are not those it was saved with ({reason})."
    )


def _step(path):
    return int(NAME.fullmatch(path.name)[1])
