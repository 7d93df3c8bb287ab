"""Errors that a user is meant to read."""

import signal
import zipfile
import zlib
from pathlib import Path

DAMAGED_ARCHIVE = (OSError, ValueError, KeyError, TypeError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile)
"""What comes out of a zip archive, or of a model or arrays inside one, of which some bytes are not what they were."""


class SuiteError(Exception):
    """What is wrong and what to do about it, in one line. The command line prints it and exits with 2."""


class Interrupted(Exception):
    """A signal ended a training, which goes on from the checkpoint that was saved.

    Attributes:
        signum: number of the signal.
        checkpoint: path of the file.
    """

    def __init__(self, signum: int, checkpoint: Path | None) -> None:
        super().__init__(signum, checkpoint)
        self.signum = signum
        self.checkpoint = checkpoint

    def __str__(self) -> str:
        return f"{signal.Signals(self.signum).name}: saved {self.checkpoint}; the same command goes on from there."


class WorkerLost(Exception):
    """One of several workers is gone, and those that are left can only start again.

    Attributes:
        checkpoint: path of the file from which all go on; None if there is none yet.
    """

    def __init__(self, checkpoint: Path | None) -> None:
        super().__init__(checkpoint)
        self.checkpoint = checkpoint

    def __str__(self) -> str:
        start = f"from {self.checkpoint}" if self.checkpoint else "at the beginning"
        return f"another worker is gone: start all workers again with the same commands; they go on {start}."
