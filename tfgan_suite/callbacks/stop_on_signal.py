"""Signals: Ctrl-C, SIGTERM and a terminal that hangs up save a checkpoint before training ends."""

import signal
import threading
from typing import Any, Self

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.errors import Interrupted

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class StopOnSignal(keras.callbacks.Callback):
    """On Ctrl-C, SIGTERM or SIGHUP saves a checkpoint after the step under way and ends `fit`; the next signal kills.

    A signal that is ignored, as `nohup` ignores SIGHUP, stays so.

    It belongs behind all other callbacks, whose work on the step is then done.

    Signals are its own only inside `with`: `with StopOnSignal(checkpoints) as stop: gan.fit(..., callbacks=[stop])`.
    Outside the main thread, where Python takes no signals, it does nothing.

    Args:
        checkpoints: the `Checkpoints` that saves.
        listening: False leaves signals alone, as workers must, who would wait for the one that stopped.

    Raises:
        Interrupted: out of `fit`.
    """

    def __init__(self, checkpoints: Any, listening: bool = True) -> None:
        super().__init__()
        self.checkpoints = checkpoints
        self.listening = listening
        self.signum: int | None = None
        self.handlers: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if self.listening and threading.current_thread() is threading.main_thread():
            heard = [signum for signum in SIGNALS if signal.getsignal(signum) != signal.SIG_IGN]
            self.handlers = {signum: signal.signal(signum, self._note) for signum in heard}
        return self

    def __exit__(self, *error: Any) -> None:
        for signum, handler in self.handlers.items():
            signal.signal(signum, handler)

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        if batch + 1 != self.params["steps"]:
            self._stop()

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        self._stop()

    def _stop(self):
        if self.signum is not None:
            raise Interrupted(self.signum, self.checkpoints.save())

    def _note(self, signum, frame):
        self.signum = signum
        self.__exit__()
