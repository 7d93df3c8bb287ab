"""What a machine decides by itself, against the other choice: processes that differ in one setting of the environment.

Costs are processor time, so that little depends on what else the machine does.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.race import race
from benchmarks.speed.line import Line

ROOT = Path(__file__).parents[2]
ONEDNN, AVX2 = "TF_ENABLE_ONEDNN_OPTS", {"ONEDNN_MAX_CPU_ISA": "AVX2"}
MANY = {"TF_NUM_INTRAOP_THREADS": "16", "TF_NUM_INTEROP_THREADS": "16"}
SETTINGS = {
    "oneDNN": {ONEDNN: "1"},
    "Eigen": {ONEDNN: "0"},
    "oneDNN that may use AVX2 alone": {ONEDNN: "1", **AVX2},
    "16 threads": {ONEDNN: "1", **MANY},
    "two arenas of glibc": {ONEDNN: "1", "MALLOC_ARENA_MAX": "2"},
    "XLA": {ONEDNN: "1", "BENCHMARK_XLA": "1"},
}
UNIT = "ms of processor time a step"


class Training:
    """A process that trains so many steps whenever it is asked.

    Args:
        settings: of its environment.
    """

    def __init__(self, settings):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        command = [sys.executable, "-m", __name__ if __name__ != "__main__" else "benchmarks.speed.machine"]
        self._process = subprocess.Popen(command, cwd=ROOT, text=True, env={**os.environ, **settings}, **pipes)
        self.peak = 0.0

    def __call__(self, steps):
        """Seconds of processor time that they took."""
        self._process.stdin.write(f"{steps}\n")
        self._process.stdin.flush()
        seconds, self.peak = json.loads(self._process.stdout.readline())
        return seconds

    def close(self):
        self._process.stdin.close()
        self._process.wait()


def lines(rounds, steps):
    trainings = {name: Training(settings) for name, settings in SETTINGS.items()}
    taken = race(trainings, rounds, steps)
    usual, others = "oneDNN", [name for name in SETTINGS if name != "oneDNN"]
    found = [
        Line(f"DCGAN, {name}", f"{usual}, 2 threads" if "16" in name else usual, taken[name], taken[usual], UNIT)
        for name in others
    ]
    peaks = ([trainings[name].peak] for name in ("two arenas of glibc", usual))
    found.append(Line("peak memory, two arenas of glibc", "as many as glibc likes", *peaks, "MB"))
    for training in trainings.values():
        training.close()
    return found


def answer():
    from benchmarks.speed.dcgan import SHAPE, pair, stream
    from tfgan_suite.variants import DCGAN

    game, data = DCGAN(*pair()), stream(SHAPE)
    game.compile(jit_compile="BENCHMARK_XLA" in os.environ)
    for line in sys.stdin:
        start = time.process_time()
        game.fit(data, steps_per_epoch=int(line), shuffle=False, verbose=0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([time.process_time() - start, peak]), flush=True)


if __name__ == "__main__":
    answer()
