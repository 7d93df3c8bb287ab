"""How often real pictures, and pictures that nothing was learned for, get which verdict of n held-out examples.

Real pictures are others of the same kind; of the shuffled ones the numbers of each picture change places, so that
levels are right and nothing else; untrained ones come from a DCGAN before its first step. Each is judged on eight sets
of either kind, by features of two networks with random weights, of 32 and of 1,280 numbers: garments of Fashion-MNIST,
and plain pictures of a colour each with noise over it.

python -m benchmarks.verdicts_of_small_sets [--n 10 20 50 100]
"""

import argparse
from collections import Counter
from unittest.mock import patch

import keras
import numpy as np
from keras import layers

from tfgan_suite import networks, variants
from tfgan_suite.core import latents
from tfgan_suite.data import load, to_uint8
from tfgan_suite.training.protocols import judging
from tfgan_suite.training.protocols.image_report import evaluate_images

DRAWS, KNOWN = 8, 9
WORDS = ("bad", "fair", "good")


def fashion(n, seed):
    """(9 n training pictures, n held-out ones)."""
    rng = np.random.default_rng(seed)
    train, test = (load("fashion_mnist", split)["image"] for split in ("train", "test"))
    return train[rng.permutation(len(train))[: KNOWN * n]], test[rng.permutation(len(test))[:n]]


def plain(n, seed):
    rng = np.random.default_rng(seed)
    colours = rng.integers(0, 256, ((KNOWN + 1) * n, 1, 1, 3))
    images = np.clip(colours + rng.normal(0, 20, (len(colours), 16, 16, 3)), 0, 255).astype(np.uint8)
    return images[n:], images[:n]


def reader(shape, seed, *convolutions):
    """Features of a network whose weights are random."""
    keras.utils.set_random_seed(seed)
    body = [layers.Conv2D(*size, activation="relu") for size in convolutions]
    return keras.Sequential([keras.Input(shape), *body, layers.GlobalAveragePooling2D()])


def untrained(shape, n, seed):
    keras.utils.set_random_seed(seed)
    sides = networks.generator(shape, 64, width=16), networks.discriminator(shape, width=16)
    return to_uint8(variants.DCGAN(*sides, prior=latents.normal).sample(n))


def shuffled(images, seed):
    flat = images.reshape(len(images), -1)
    return np.random.default_rng(seed).permuted(flat, axis=1).reshape(images.shape)


def verdicts(sort, n):
    """Verdicts of each sort of samples, counted."""
    found = Counter()
    shape = sort(1, 0)[0].shape[1:]
    readers = reader(shape, 1, (16, 3, 2), (32, 3, 2)), reader(shape, 2, (64, 5, 3), (512, 3, 2), (1280, 1))
    for seed in range(DRAWS):
        train, test = sort(n, seed)
        samples = {"real": sort(n, 100 + seed)[0][:n], "shuffled": shuffled(train[:n], seed)}
        for who, images in {**samples, "untrained": untrained(shape, n, seed)}.items():
            for read in readers:
                found[who, evaluate_images(images, test, read, n=n, train=train)["verdict"]["word"]] += 1
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, nargs="+", default=[10, 20, 50, 100])
    print(f"{'n':>4}  {'samples':10}" + "".join(f"{word:>6}" for word in WORDS))
    with patch.object(judging, "ENOUGH", 0):
        for n in parser.parse_args().n:
            found = verdicts(fashion, n) + verdicts(plain, n)
            for who in ("real", "shuffled", "untrained"):
                print(f"{n:4}  {who:10}" + "".join(f"{found[who, word]:6}" for word in WORDS), flush=True)
