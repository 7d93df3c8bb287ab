"""From the start of a process to its first finished step, and its peak of memory after fifty more."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.peer import ENVIRONMENT, SCRIPTS
from benchmarks.speed.line import Line

ROOT = Path(__file__).parents[2]
OURS = [sys.executable, "-m", "benchmarks.speed.start"]
THEIRS = [str(ENVIRONMENT / "bin" / "python"), str(SCRIPTS / "torch_dcgan.py"), "--alone"]


def observed(command):
    """(seconds to the first step, peak in MB) of a process that says when it has them."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        if process.stdout.readline().strip() != "first":
            sys.exit(f"{' '.join(command)} does not train; try it by hand")
        seconds = time.perf_counter() - start
        return seconds, float(process.stdout.readline())


def lines(rounds, _):
    few = range(max(1, rounds // 4))
    ours, theirs = zip(*((observed(OURS), observed(THEIRS)) for _ in few), strict=True)
    (first, peak), (their_first, their_peak) = (list(map(list, zip(*side, strict=True))) for side in (ours, theirs))
    return [
        Line("process to first step, DCGAN", "PyTorch, eager", first, their_first, unit="s"),
        Line("peak memory after 50 steps", "PyTorch, eager", peak, their_peak, unit="MB"),
    ]


def alone():
    from benchmarks.speed.dcgan import by_fit

    run = by_fit()
    run(1)
    print("first", flush=True)
    run(50)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


if __name__ == "__main__":
    alone()
