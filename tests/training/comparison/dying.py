import os
import signal
from pathlib import Path

from tfgan_suite.errors import Interrupted


def take_part(*_):
    """A training that the system kills."""
    os.kill(os.getpid(), signal.SIGKILL)


def stop(*arguments):
    """A training that is interrupted; the log says that it began."""
    *_, log, _ = arguments
    Path(log).touch()
    raise Interrupted(signal.SIGINT, "checkpoint")
