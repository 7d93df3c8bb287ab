"""A long training: does its memory grow, is anything traced again?

python -m tests.training.soak [--minutes 60] [--system wgan_gp]
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import keras
import numpy as np

from tfgan_suite.training.running.execution import Execution
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.train import build, fit
from tfgan_suite.training.systems.registry import find

WARM_UP = 1 / 5
BOUND = 0.02
WINDOW = 5


class Watch(keras.callbacks.Callback):
    """Resident memory after each epoch, and how often the game's box was traced by then.

    Attributes:
        rows: (seconds since the beginning, bytes, traces).
    """

    def __init__(self, game):
        super().__init__()
        self.rows, self.traces, self.begun = [], 0, time.monotonic()
        game.train_step = self._counted(game.train_step)

    def on_epoch_end(self, epoch, logs=None):
        self.rows.append((time.monotonic() - self.begun, resident(), self.traces))

    def _counted(self, step):
        def counted(batch):
            self.traces += 1
            return step(batch)

        return counted


def resident():
    """Bytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def verdict(rows):
    """(Growth of memory after the warm-up, relative; traces after it) of what a `Watch` saw.

    Memory is the median of the first and of the last five epochs after the warm-up.
    """
    warm = [row for row in rows if row[0] >= WARM_UP * rows[-1][0]]
    first, last = (statistics.median(row[1] for row in part) for part in (warm[:WINDOW], warm[-WINDOW:]))
    return last / first - 1, warm[-1][2] - warm[0][2]


def soak(system, minutes, folder):
    """Trains with checkpoints, pictures and logs; what the `Watch` saw."""
    images = np.random.default_rng(0).integers(0, 256, (2000, 16, 16, 1), "uint8")
    np.savez(folder / "noise.npz", image=images)
    system = find(system)
    own = {"data": str(folder / "noise.npz"), "epochs": 10**6, "steps_per_epoch": 100, "batch_size": 16, "width": 8}
    arguments = {**system.arguments(), **own}
    plan, run = build(system, arguments, Execution()), Run.prepare(folder / "run", system.name, arguments)
    run.begin()
    watch = Watch(plan.game)
    plan.callbacks.append(watch)
    fit(plan, run, {"every": 40}, minutes)
    return watch.rows, int(plan.game.steps.numpy())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--system", default="wgan_gp")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tfgan-soak-") as folder:
        rows, steps = soak(options.system, options.minutes, Path(folder))
    growth, traces = verdict(rows)
    print(f"{options.system}: {steps} steps, {len(rows)} epochs, {rows[-1][0] / 60:.1f} minutes")
    curve = rows[:: max(1, len(rows) // 12)]
    print("MB in memory: " + ", ".join(f"{at / 60:.1f} min {held / 1e6:.0f}" for at, held, _ in curve))
    print(f"growth after the warm-up {growth:+.2%} (bound {BOUND:.0%}), traces after it {traces} (bound 0)")
    sys.exit(growth > BOUND or traces > 0)


if __name__ == "__main__":
    main()
