"""Peak memory, seconds to the first step and speed of the pipeline of trainings on folders of many pictures.

python -m benchmarks.large_folders [--images 1000 10000] [--side 128] [--channels 3] [--steps 30] [--width 8]

A few hundred pictures are drawn, and the folder is made of hard links to them. What is decoded takes its full size on
disk, twice while it is written. Each training is a process of its own: the first decodes, the second finds what the
first has kept.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
DRAWN = 300
CLASSES = 10
BATCH = 64
READ = 200


def folder_of(place, count, side):
    """A folder of `count` JPEGs in ten classes."""
    import numpy as np
    from PIL import Image

    rng = np.random.default_rng(0)
    place.mkdir()
    drawn = place.parent / "drawn"
    drawn.mkdir(exist_ok=True)
    for number in range(DRAWN):
        rough = rng.integers(0, 256, (side // 8, side // 8, 3), np.uint8)
        Image.fromarray(rough).resize((side, side), Image.Resampling.BICUBIC).save(drawn / f"{number}.jpg", quality=90)
    for name in range(CLASSES):
        (place / f"class {name}").mkdir()
    for number in range(count):
        (place / f"class {number % CLASSES}" / f"{number:07}.jpg").hardlink_to(drawn / f"{number % DRAWN}.jpg")
    return place


def trained(folder, run, options):
    """What `alone` says of a training in a process of its own."""
    words = [folder, run, options.side, options.channels, options.steps, options.width, time.time()]
    command = [sys.executable, "-m", "benchmarks.large_folders", "--alone", *map(str, words)]
    environment = os.environ | {"TFGAN_SUITE_CACHE": str(folder.parent / "cache")}
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} does not train:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def alone(folder, run, side, channels, steps, width, began):
    """Trains, then reads batches alone; prints peak memory and times."""
    import keras

    from tfgan_suite.training.running.run import Run
    from tfgan_suite.training.systems import find
    from tfgan_suite.training.train import build, fit

    class Clock(keras.callbacks.Callback):
        def __init__(self):
            super().__init__()
            self.ends = []
            self.spent = []

        def on_train_batch_end(self, *_, **__):
            self.ends.append(time.time())
            self.spent.append(time.process_time())

    system, clock = find("dcgan"), Clock()
    chosen = {"data": folder, "image_size": int(side), "channels": int(channels), "width": int(width)}
    chosen |= {"epochs": 1, "steps_per_epoch": int(steps), "batch_size": BATCH}
    run = Run.prepare(Path(run), system.name, system.arguments() | chosen)
    plan = build(system, run.arguments)
    run.begin(plan.derived)
    plan.callbacks.append(clock)
    fit(plan, run)
    batches = iter(plan.training_data())
    next(batches)
    start = time.perf_counter()
    for _ in range(READ):
        next(batches)
    facts = {
        "examples": len(plan.train),
        "first": clock.ends[0] - float(began),
        "spent": clock.spent[0],
        "step": (clock.ends[-1] - clock.ends[0]) / (len(clock.ends) - 1),
        "batch": (time.perf_counter() - start) / READ,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(facts))


def main():
    if sys.argv[1:2] == ["--alone"]:
        alone(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large_folders", description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--side", type=int, default=128)
    parser.add_argument("--channels", type=int, default=3)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--width", type=int, default=8, help="of the networks")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, {options.side}x{options.side}x{options.channels}, batches of {BATCH}\n")
    print(
        "| pictures | start | first step after | of processor | peak MiB | pictures/s read | a step | a batch alone |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for count in options.images:
        with tempfile.TemporaryDirectory() as room:
            folder = folder_of(Path(room) / "pictures", count, options.side)
            for start in ("first", "second"):
                facts = trained(folder, Path(room) / start, options)
                cells = (f"{count:,}", start, f"{facts['first']:.1f} s", f"{facts['spent']:.1f} s")
                cells += (f"{facts['peak']:,.0f}", f"{BATCH / facts['batch']:,.0f}")
                cells += (f"{1e3 * facts['step']:.0f} ms", f"{1e3 * facts['batch']:.1f} ms")
                print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
