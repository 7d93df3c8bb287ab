"""What augmentation costs: batches read alone, with it and without, beside training steps of a DCGAN on them.

python -m benchmarks.augmentation [--side 64] [--batch 64] [--batches 100] [--steps 3]
"""

import argparse
import time

import numpy as np

from tfgan_suite import networks
from tfgan_suite.data import DataAugmentation, batches, from_arrays
from tfgan_suite.variants import DCGAN

LATENT, WIDTH = 64, 32


def kinds(side):
    """What is measured, by name; images are cut as pix2pix cuts them, from 286 for 256."""
    large = round(side * 286 / 256)
    return {
        "nothing": None,
        "mirror": DataAugmentation(mirror=True),
        "mirror, crop": DataAugmentation(mirror=True, crop_from=large),
        "colour jitter": DataAugmentation(colour_jitter=0.1),
        "mirror, crop, turn, colour jitter": DataAugmentation(True, large, 10.0, 0.1),
    }


def at_work(run, count):
    """Milliseconds of the processor, all cores together, for each of so many."""
    began = time.process_time()
    run(count)
    return (time.process_time() - began) / count * 1000


def read(data, count):
    for _ in data.take(count):
        pass


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.augmentation", description=__doc__.splitlines()[0])
    for name, default in (("side", 64), ("batch", 64), ("batches", 100), ("steps", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    shape, batch = (options.side, options.side, 3), options.batch
    examples = from_arrays(np.random.default_rng(0).integers(0, 256, (10 * batch, *shape), np.uint8))
    gan = DCGAN(networks.generator(shape, LATENT, width=WIDTH), networks.discriminator(shape, width=WIDTH))
    gan.compile()
    data = batches(examples, batch)
    gan.fit(data, steps_per_epoch=1, verbose=0)
    step = at_work(lambda steps: gan.fit(data, steps_per_epoch=steps, verbose=0), options.steps)
    print(f"a step of DCGAN on {batch} images of {options.side}x{options.side}: {step:,.0f} ms of the processor\n")
    print("| augmentation | ms of the processor a batch | batches a step |\n|---|---|---|")
    for name, augmentation in kinds(options.side).items():
        data = batches(examples, batch, augmentation=augmentation)
        read(data, 5)
        cost = at_work(lambda count, data=data: read(data, count), options.batches)
        print(f"| {name} | {cost:.1f} | {step / cost:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
