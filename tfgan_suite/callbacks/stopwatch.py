"""Training cost: seconds, steps, median time of a step and peak memory; may end a training by the clock."""

import json
import math
import resource
import statistics
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

import keras

from tfgan_suite.aliases import Logs, PathLike
from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.warning import warn

CLOCKS = {"wall": time.perf_counter, "cores": time.process_time}
RECENT = 1000
MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10


class Stopwatch(keras.callbacks.Callback):
    """Notes what a training costs, and ends it when its time is up.

    The time is that of training steps alone: no epoch's pictures, scores or checkpoints, and not the first step of a
    process, which traces and compiles.

    Args:
        file: JSON with "seconds" and "steps" timed so far, "step_ms" (median of the last thousand), the "clock" of
            both, "peak_mb" (resident memory of the process at its highest) and "parameters" of each network. An
            interrupted training goes on from it.
        minutes: how long training may take; without end by default.
        clock: "wall", or "cores": the time that all threads of the process spent computing, summed. Other work on the
            machine does not stretch it. It says nothing of what a GPU does.

    Raises:
        SuiteError: minutes that are not positive, or a file by another clock.
    """

    def __init__(self, file: PathLike, minutes: float | None = None, clock: str = "wall") -> None:
        super().__init__()
        if minutes is not None and not minutes > 0:
            raise SuiteError(f"--minutes {minutes} leaves nothing to do: give a positive number.")
        self.file = Path(file)
        self.limit = math.inf if minutes is None else 60 * minutes
        self.clock, self.now = clock, CLOCKS[clock]
        before = _noted(self.file)
        if before.get("clock", clock) != clock:
            raise SuiteError(f"{file} counts by the clock {before['clock']!r}, not {clock!r}: train anew elsewhere.")
        self.seconds, self.steps = before.get("seconds", 0.0), before.get("steps", 0)
        self.durations: deque[float] = deque(maxlen=RECENT)
        self.warm = False

    @property
    def is_up(self) -> bool:
        """Whether the time is."""
        return self.seconds >= self.limit

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        self.first, self.began = batch, self.now()

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        if self.warm:
            took, steps = self.now() - self.began, batch - self.first + 1
            self.durations.append(took / steps)
            self.seconds += took
            self.steps += steps
        self.warm = True
        self.model.stop_training |= self.is_up

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        costs = {
            "seconds": self.seconds,
            "steps": self.steps,
            "clock": self.clock,
            "step_ms": 1e3 * statistics.median(self.durations) if self.durations else None,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE,
            "parameters": {
                layer.name: layer.count_params() for layer in self.model.layers if isinstance(layer, keras.Model)
            },
        }
        with atomic_write(self.file) as draft:
            draft.write_text(json.dumps(costs, indent=2) + "\n", encoding="utf-8")


def _noted(file: Path) -> dict[str, Any]:
    """What a file says of the time before; nothing, with a warning, where it says nothing that makes sense."""
    if not file.exists():
        return {}
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        if held["clock"] in CLOCKS and 0 <= held["seconds"] < math.inf and held["steps"] == int(held["steps"]) >= 0:
            return held
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    warn(f"{file} is damaged: time and steps are counted from here on.")
    return {}
