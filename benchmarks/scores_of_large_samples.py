"""Peak memory and time of the scores that look at all pairs, each in a process of its own.

python -m benchmarks.scores_of_large_samples [--n 50000] [--d 64] [--most 2.0]; fails where one takes more gigabytes
"""

import argparse
import multiprocessing
import resource
import sys
import time

import numpy as np

from tfgan_suite.callbacks.stopwatch import MEBIBYTE
from tfgan_suite.metrics import mmd, nearest_neighbour_two_sample, precision_recall_density_coverage

SCORES = (precision_recall_density_coverage, mmd, nearest_neighbour_two_sample)


def measure(score, n, d):
    """(value, processor seconds, peak of the process in GB) of two samples of one normal law."""
    rng = np.random.default_rng(0)
    real, fake = (rng.standard_normal((n, d), "float32") for _ in range(2))
    start = time.process_time()
    value = score(real, fake)
    seconds = time.process_time() - start
    return value, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=50_000, help="rows on each side")
    parser.add_argument("--d", type=int, default=64)
    parser.add_argument("--most", type=float, default=2.0, help="GB that a process may take, features included")
    options = parser.parse_args()
    print(f"{options.n} x {options.d} float32 features on each side\n")
    print("| score | value | core minutes | peak GB |\n|---|---|---|---|", flush=True)
    excess = []
    for score in SCORES:
        with multiprocessing.get_context("spawn").Pool(1) as process:
            value, seconds, peak = process.apply(measure, (score, options.n, options.d))
        shown = ", ".join(f"{x:.4g}" for x in np.atleast_1d(value))
        print(f"| {score.__name__} | {shown} | {seconds / 60:.1f} | {peak:.2f} |", flush=True)
        excess += [score.__name__] * (peak > options.most)
    if excess:
        sys.exit(f"more than {options.most} GB: {', '.join(excess)}")


if __name__ == "__main__":
    main()
