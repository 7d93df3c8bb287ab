"""What a step of CUT and of FastCUT costs beside one of CycleGAN: processor time and peak memory, each alone.

python -m benchmarks.translators [--side 64] [--blocks 9] [--width 16] [--steps 10]

All have the same translator and discriminator of patches; CycleGAN has two of each. Batches hold one pair, as in both
papers. Time is that of all cores; the first step, which is traced, is left out; memory is above what the process had
before its networks were built.
"""

import argparse
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor

GAMES = ("CycleGAN", "CUT", "FastCUT")


def measured(name, side, blocks, width, steps):
    """(seconds of all cores in a step, MiB at the peak above those before)."""
    import numpy as np

    from tfgan_suite import networks, variants
    from tfgan_suite.data import Examples, batches

    shape = (side, side, 3)
    images = np.random.default_rng(0).integers(0, 256, (2, 4, *shape), np.uint8)
    data = batches(Examples(dict(zip(("source", "target"), images, strict=True)), "noise"), 1, ("source", "target"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    game = _game(name, networks, variants, shape, {"blocks": blocks, "width": width})
    game.compile()
    game.fit(data, steps_per_epoch=1, verbose=0)
    began = time.process_time()
    game.fit(data, steps_per_epoch=steps, verbose=0)
    spent = (time.process_time() - began) / steps
    return spent, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _game(name, networks, variants, shape, size):
    def judge(called):
        return networks.patch_discriminator(shape, width=size["width"], beyond=True, name=called)

    if name == "CycleGAN":
        there, home = (networks.blurred_translator(shape, **size, name=called) for called in ("there", "home"))
        return variants.CycleGAN(there, home, judge("there_judge"), judge("home_judge"))
    generator = networks.blurred_translator(shape, **size, name="generator")
    compared = networks.compared_layers(2, size["blocks"])
    projector = networks.projector_of(generator, compared)
    return getattr(variants, name)(generator, judge("discriminator"), projector, compared=compared)


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.translators", description=__doc__.splitlines()[0])
    for option, default in (("side", 64), ("blocks", 9), ("width", 16), ("steps", 10)):
        parser.add_argument(f"--{option}", type=int, default=default)
    options = vars(parser.parse_args())
    print("| game | seconds of all cores a step | of CycleGAN's | memory, MiB | of CycleGAN's |\n|---|---|---|---|---|")
    first = None
    for name in GAMES:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            spent, peak = process.submit(measured, name, **options).result()
        first = first or (spent, peak)
        print(f"| {name} | {spent:.3f} | {spent / first[0]:.2f} | {peak:,.0f} | {peak / first[1]:.2f} |", flush=True)


if __name__ == "__main__":
    main()
