"""Features fitted to a set's own images: how well Fréchet distances on them rank degradations of rising strength.

python -m benchmarks.own_features [--sets digits fashion_mnist noto_emoji] [--steps 150]
"""

import argparse
import time

import keras
import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

from benchmarks.own_features.candidates import CANDIDATES
from benchmarks.own_features.degradations import STRENGTHS
from benchmarks.own_features.ranking import ranked
from tfgan_suite import data
from tfgan_suite.metrics import KerasExtractor

TRAINED_ON, SCORED = 10_000, 1000


def digits(split):
    """scikit-learn's, 1,200 to train on and 597 to test."""
    held = load_digits()
    order = np.random.default_rng(0).permutation(len(held.images))
    rows = order[:1200] if split == "train" else order[1200:]
    return (held.images[rows] * 255 / 16).astype("uint8")[..., None], held.target[rows]


def fashion_mnist(split):
    examples = data.load("fashion_mnist", split).take(slice(TRAINED_ON))
    return examples["image"], examples["label"]


def noto_emoji(split):
    examples = data.load("noto_emoji", split, image_size=32)
    return examples["image"], examples["label"]


SETS = {"digits": digits, "fashion_mnist": fashion_mnist, "noto_emoji": noto_emoji}
OTHERS = {"digits": fashion_mnist, "fashion_mnist": digits, "noto_emoji": fashion_mnist}


def alike(images, shape):
    """The first 500 images in another shape, for mixing in."""
    height, width, channels = shape
    resized = [np.asarray(Image.fromarray(x[..., 0]).resize((width, height))) for x in images[:500]]
    return np.repeat(np.stack(resized)[..., None], channels, axis=-1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", nargs="*", choices=SETS, default=list(SETS))
    parser.add_argument("--only", nargs="*", choices=CANDIDATES, default=list(CANDIDATES))
    parser.add_argument("--steps", type=int, default=150)
    options = parser.parse_args()
    print("| set | features | in order | heard | times the floor | " + " | ".join(STRENGTHS) + " | seconds |")
    print("|---" * (6 + len(STRENGTHS)) + "|")
    for name in options.sets:
        (x, y), (test, truth) = SETS[name]("train"), SETS[name]("test")
        test, truth = test[:SCORED], truth[:SCORED]
        others = alike(OTHERS[name]("train")[0], test.shape[1:])
        for candidate in options.only:
            keras.utils.set_random_seed(0)
            start = time.process_time()
            extractor = KerasExtractor(CANDIDATES[candidate](x, y, options.steps), candidate)
            seconds = time.process_time() - start
            right, heard, mean, found = ranked(extractor.features, test, truth, others)
            rows = " | ".join(" ".join(f"{d:.1f}" for d in row) for row in found.values())
            print(
                f"| {name} | {candidate} | {right:.2f} | {heard:.2f} | {mean:.1f} | {rows} | {seconds:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
