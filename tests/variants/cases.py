"""One small, batch-norm-free game of each variant, and a batch that it can play with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import keras
import numpy as np

from tfgan_suite import networks, variants
from tfgan_suite.gan import GAN

SHAPE = (8, 8, 1)
SMALL = {"width": 4, "norm": networks.no_norm}


@dataclass(frozen=True)
class Case:
    """How to build a game, and `batch(rng, n)` that gives one training batch of n examples."""

    build: Callable[[], GAN]
    batch: Callable


def images(rng, n):
    return rng.uniform(-1, 1, (n, *SHAPE)).astype("float32")


def labelled(rng, n):
    return images(rng, n), rng.integers(0, 3, n).astype("int32")


def dcgan():
    return variants.DCGAN(networks.generator(SHAPE, 5, **SMALL), networks.discriminator(SHAPE, **SMALL))


def wgan_gp():
    critic = networks.discriminator(SHAPE, **SMALL, name="critic")
    return variants.WGANGP(networks.generator(SHAPE, 5, **SMALL), critic, n_critic=2)


def cgan(discriminator):
    generator = networks.conditional_generator(SHAPE, 3, 5, **SMALL)
    return variants.CGAN(generator, discriminator(SHAPE, 3, **SMALL), num_classes=3)


CASES = {
    "dcgan": Case(dcgan, images),
    "wgan_gp": Case(wgan_gp, images),
    "cgan": Case(partial(cgan, networks.concat_discriminator), labelled),
    "cgan_projection": Case(partial(cgan, networks.projection_discriminator), labelled),
}


def build(case, seed=0):
    """The same weights for the same seed."""
    keras.utils.set_random_seed(seed)
    return case.build()


def one_batch(case, n=8, seed=0):
    return case.batch(np.random.default_rng(seed), n)
