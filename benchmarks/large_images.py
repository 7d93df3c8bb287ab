"""Peak memory and seconds a step of DCGAN at large sizes, each in a process of its own.

python -m benchmarks.large_images 256 512 [--batch 8] [--steps 5]
"""

import argparse
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor

LATENT, WIDTH = 64, 32


def measured(side, batch, steps):
    """(MiB at the peak, seconds of a step, seconds of all cores in a step), the first step left out."""
    import numpy as np

    from tfgan_suite import networks
    from tfgan_suite.data import batches, from_arrays
    from tfgan_suite.variants import DCGAN

    shape = (side, side, 3)
    images = np.random.default_rng(0).integers(0, 256, (2 * batch, *shape), np.uint8)
    gan = DCGAN(networks.generator(shape, LATENT, width=WIDTH), networks.discriminator(shape, width=WIDTH))
    gan.compile()
    data = batches(from_arrays(images), batch)
    gan.fit(data, steps_per_epoch=1, verbose=0)
    began, at_work = time.perf_counter(), time.process_time()
    gan.fit(data, steps_per_epoch=steps, verbose=0)
    spent = [(time.perf_counter() - began) / steps, (time.process_time() - at_work) / steps]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, *spent


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_images", description=__doc__.splitlines()[0])
    parser.add_argument("sides", nargs="+", type=int)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--steps", type=int, default=5)
    options = parser.parse_args()
    print("| size | peak memory, MiB | seconds a step | seconds of all cores |\n|---|---|---|---|")
    for side in options.sides:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            peak, wall, cores = process.submit(measured, side, options.batch, options.steps).result()
        print(f"| {side}x{side} | {peak:,.0f} | {wall:.1f} | {cores:.1f} |", flush=True)


if __name__ == "__main__":
    main()
