"""What fitting features costs: processor time of a step, steps, and peak memory.

python -m benchmarks.own_features.cost [--steps 40]: so many steps are run, and multiplied
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

import numpy as np

SHAPES, COUNTS = [(64, 64, 3), (28, 28, 1)], [60_000, 1_000]


def measured(shape, n, steps, queue):
    from tfgan_suite.metrics.features import own_fitting
    from tfgan_suite.metrics.features.own_examples import gathered

    with tempfile.TemporaryDirectory() as folder:
        images = np.lib.format.open_memmap(Path(folder) / "images.npy", "w+", "uint8", (n, *shape))
        rng = np.random.default_rng(0)
        for first in range(0, n, 1000):
            images[first : first + 1000] = rng.integers(0, 256, images[first : first + 1000].shape, "uint8")
        images = np.load(Path(folder) / "images.npy", mmap_mode="r")
        start = time.process_time()
        examples = gathered([images])
        gathering = time.process_time() - start
        wanted = own_fitting.steps_for(shape, len(examples.images))
        spent = []
        for few in (5, 5 + steps):
            own_fitting.LEAST_STEPS = own_fitting.MOST_STEPS = few
            start = time.process_time()
            own_fitting.fitted(*examples)
            spent.append(time.process_time() - start)
    step = (spent[1] - spent[0]) / steps
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put((wanted, step, gathering + spent[0] + wanted * step, peak))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    spawning = multiprocessing.get_context("spawn")
    print("| images | size | steps | ms of processor a step | seconds of processor in all | peak MiB |")
    print("|---|---|---|---|---|---|")
    for shape in SHAPES:
        for n in COUNTS:
            queue = spawning.Queue()
            process = spawning.Process(target=measured, args=(shape, n, options.steps, queue))
            process.start()
            steps, step, total, peak = queue.get()
            process.join()
            size = "x".join(map(str, shape))
            print(f"| {n:,} | {size} | {steps} | {1000 * step:.0f} | {total:.0f} | {peak:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
