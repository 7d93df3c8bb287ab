"""The features and classes of FID's Inception-v3 against torch-fidelity's, of the same weights and random images.

python -m benchmarks.inception_against_torch_fidelity [--weights FILE]; first `make .peers/ready`. Without a file the
weights are random, and torch-fidelity writes them in both of PyTorch's formats.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.peer import Peer
from tfgan_suite.metrics import fid_inception

TOLERANCE = 1e-3
SHAPES = {"grey": 1, "colour": 3}
SIZES = ((28, 28), (64, 64), (299, 299), (300, 400))
N = 2


def images():
    """Name -> uint8 images: noise, and shades that go from one side to the other."""
    rng = np.random.default_rng(0)
    for height, width in SIZES:
        for name, channels in SHAPES.items():
            noise = rng.integers(0, 256, (N, height, width, channels), "uint8")
            noise[1] = (np.linspace(0, 1, width)[:, None] * noise[1, :1, :1]).astype("uint8")
            yield f"{height}x{width} {name}", noise


def difference(ours, theirs):
    """The largest difference, over the largest number."""
    return float(np.abs(ours - theirs).max() / np.abs(theirs).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, help="a file of trained weights; random ones by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        room = Path(directory)
        peer = Peer("inception.py", room, *filter(None, [options.weights]))
        files = [options.weights] if options.weights else [room / "zip.pth", room / "legacy.pth"]
        extractor, *others = map(fid_inception, files)
        wrong = [] if all(other.fingerprint == extractor.fingerprint for other in others) else ["the formats"]
        print("| images | features, largest difference of largest | of the standard deviation | classes |")
        print("|---|---|---|---|", flush=True)
        for number, (name, x) in enumerate(images()):
            np.save(room / f"{number}.npy", np.broadcast_to(x, (*x.shape[:-1], 3)))
            theirs, ours = np.load(peer.ask(str(room / f"{number}.npy"))), extractor.extract(x)
            features = difference(ours.features, theirs["features"])
            spread = float(np.abs(ours.features - theirs["features"]).max() / theirs["features"].std(axis=1).min())
            classes = difference(ours.probabilities, theirs["probabilities"])
            print(f"| {name} | {features:.1e} | {spread:.1e} | {classes:.1e} |", flush=True)
            wrong += [name] if max(features, spread, classes) > TOLERANCE else []
        peer.close()
    if wrong:
        sys.exit(f"beyond {TOLERANCE}: " + ", ".join(wrong))
    print(f"\nAll differences are at most {TOLERANCE}.")


if __name__ == "__main__":
    main()
