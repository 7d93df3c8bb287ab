import os
import signal


def take_part(*_):
    """A training that the system kills."""
    os.kill(os.getpid(), signal.SIGKILL)
