"""The lines of docs/speed.md, each from a process of its own; `make .peers/ready` first.

python -m benchmarks.speed [loop pytorch torchgan replicas start pipeline growth machine] [--rounds 8] [--steps 100]
"""

import argparse
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

from benchmarks.speed import PAGES, measured
from benchmarks.speed.line import HEAD


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", metavar="page", help=f"of {', '.join(PAGES)}; all without any")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--steps", type=int, default=100, help="of each contender in a round")
    options = parser.parse_args()
    if strangers := set(options.pages) - set(PAGES):
        parser.error(f"there is no {', '.join(sorted(strangers))}; there is {', '.join(PAGES)}")
    print(f"{os.cpu_count()} cores\n\n{HEAD}", flush=True)
    missed = []
    for page in options.pages or PAGES:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            for line in process.submit(measured, page, options.rounds, options.steps).result():
                print(line, flush=True)
                if line.bound is not None and line.ratio > line.bound:
                    missed.append(f"{line.what} against {line.peer}: {line.ratio:.3f} instead of {line.bound:g}")
    print("\n" + ("\n".join(f"Missed: {line}." for line in missed) or "All bounds hold."))


if __name__ == "__main__":
    main()
