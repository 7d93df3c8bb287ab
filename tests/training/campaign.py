"""Runs killed at random moments, from training to export: do they end as one that was left alone?

python -m tests.training.campaign [--systems dcgan began ...] [--kills 10] [--seed 0] [--out DIR]
"""

import argparse
import collections
import io
import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import h5py
import numpy as np
import yaml

from tests.training.killing import EPOCHS, newest_step, words
from tests.training.rooms import Rooms
from tfgan_suite.callbacks import latest_checkpoint

LENGTH = 20
HALF = 8 * LENGTH * EPOCHS // 3
SYSTEMS = {
    "dcgan": [],
    "wgan_gp": ["--n-critic", 2],
    "cgan": [],
    "began": ["--lambda-k", 0.01],
    "progan": ["--image-size", 8, "--stable-images", HALF, "--fade-images", HALF],
}


def commands(system, images, features, run):
    """Three short epochs with a checkpoint every seven steps; then scores; then files for servers and devices."""
    train = words(system, images, run, *SYSTEMS[system], length=LENGTH)
    return [train, ["evaluate", run, "--features", features], ["export", run]]


def materials(folder):
    """A little array file of images with labels, and a network that reads features from them."""
    import keras

    rng = np.random.default_rng(0)
    fields = {"image": rng.integers(0, 256, (240, 8, 8, 1), "uint8"), "label": np.arange(240, dtype="int32") % 3}
    np.savez(folder / "little.npz", **fields)
    keras.utils.set_random_seed(0)
    reader = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Flatten(), keras.layers.Dense(8)])
    reader.save(folder / "reader.keras")
    return folder / "little.npz", folder / "reader.keras"


def phase(run):
    """What a run was doing when it was killed, by what it has left."""
    if not (run / "config.yaml").exists():
        return "building"
    if newest_step(run / "checkpoints") < EPOCHS * LENGTH:
        return "saving" if list((run / "checkpoints").glob(".*")) else "training"
    if not (run / "metrics.json").exists():
        return "evaluating"
    return "reporting" if (run / "export" / "parity.json").exists() else "exporting"


def corrupt(run):
    """Files under a name of their own that are not whole."""
    readers = {".keras": _unzipped, ".json": json.load, ".yaml": yaml.safe_load}
    bad = []
    for path in run.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(run).parts)
        if not hidden and path.is_file() and path.suffix in readers:
            try:
                with path.open("rb") as file:
                    readers[path.suffix](file)
            except (ValueError, OSError, yaml.YAMLError, zipfile.BadZipFile):
                bad.append(str(path))
    return bad


def differences(ours, theirs):
    """Names of what two finished runs do not share to the bit: the whole game, history, scores, exported networks."""
    other = _weights(theirs)
    found = [name for name, one in _weights(ours).items() if not np.array_equal(one, other.get(name))]
    files = [Path("history.csv"), Path("metrics.json"), *(p.relative_to(ours) for p in ours.rglob("*.tflite"))]
    return found + [str(name) for name in files if (ours / name).read_bytes() != (theirs / name).read_bytes()]


def _weights(run):
    values = {}
    with zipfile.ZipFile(latest_checkpoint(run / "checkpoints")) as archive:
        content = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(content) as file:
        file.visititems(lambda name, item: values.update({name: item[()]} if isinstance(item, h5py.Dataset) else {}))
    return values


def _unzipped(file):
    with zipfile.ZipFile(file) as archive:
        if damaged := archive.testzip():
            raise ValueError(damaged)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=10, help="of each system")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    out = options.out or Path(tempfile.mkdtemp(prefix="tfgan-campaign-"))
    out.mkdir(parents=True, exist_ok=True)
    images, features = materials(out)
    rooms, phases, failures = Rooms(), collections.Counter(), 0
    for system in options.systems:
        rng = np.random.default_rng([options.seed, *system.encode()])
        straight = out / system / "straight"
        seconds = rooms.finish(commands(system, images, features, straight), out / f"{system}.log")
        for number in range(options.kills):
            run, log = out / system / f"killed-{number}", out / f"{system}-{number}.log"
            jobs = commands(system, images, features, run)
            while not rooms.killed(jobs, log, after := rng.uniform(0, seconds)):
                shutil.rmtree(run, ignore_errors=True)
            at, bad = phase(run), corrupt(run)
            rooms.finish(jobs, log)
            bad += differences(straight, run)
            phases[at] += 1
            failures += bool(bad)
            print(f"{system} {number}: killed after {after:.1f} s, {at}: {', '.join(bad) or 'the same'}", flush=True)
            shutil.rmtree(run)
    n = phases.total()
    print(f"{n - failures} of {n} ended bit-identical; killed while {dict(phases)}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
