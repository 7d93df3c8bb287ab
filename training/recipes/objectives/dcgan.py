"""DCGAN: recipe and card."""

from typing import Any, Literal

from tfgan_suite import core, networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="dcgan",
    title="DCGAN",
    paper="Radford et al. 2015",
    url="https://arxiv.org/abs/1511.06434",
    line="convolutional generator and discriminator with batch normalization: the baseline",
    reading=CROSS_ENTROPY,
    presets={
        "paper": {
            "average": 0.0,
            "image_size": 64,
            "batch_size": 128,
            "latent_dim": 100,
            "prior": "uniform",
            "width": 128,
            "kernel_size": 5,
        }
    },
)


def dcgan(
    *,
    latent_dim: Count = 64,
    prior: Literal["normal", "uniform"] = "normal",
    width: Count = 32,
    kernel_size: Count = 4,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """DCGAN (Radford et al. 2015). The defaults suit Fashion-MNIST on two cores.

    Args:
        latent_dim: length of z.
        prior: what z is drawn from.
        width: channels of the finest level; doubled at each coarser one.
        kernel_size: of all convolutions.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = plans.ImageTask(**options)
    game = variants.DCGAN(
        networks.generator(task.shape, latent_dim, width=width, kernel_size=kernel_size),
        networks.discriminator(task.shape, width=width, kernel_size=kernel_size),
        prior=getattr(core.latents, prior),
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game)
