"""VAE-GAN: recipe and card."""

import math
from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Threshold, Weight
from tfgan_suite.training.cards.readings import NEVER
from tfgan_suite.training.cards.system import System

CARD = System(
    name="vae_gan",
    title="VAE-GAN",
    paper="Larsen et al. 2015",
    url="https://arxiv.org/abs/1512.09300",
    line="a variational autoencoder with the reconstruction error of a discriminator's features instead of pixels",
    reading="prior is in nats and likelihood in the discriminator's own features, which change as it learns: the sum "
    "is no "
    "bound of any likelihood. " + NEVER,
    presets={
        "paper": {
            "image_size": 64,
            "latent_dim": 128,
            "width": 64,
            "kernel_size": 5,
            "weight": 1e-6,
            "margin": 0.35,
            "average": 0.0,
        }
    },
)


def vae_gan(
    *,
    latent_dim: Count = 64,
    width: Count = 32,
    kernel_size: Count = 4,
    weight: Weight = 2e-3,
    margin: Threshold = math.inf,
    learning_rate: Positive = 3e-4,
    rho: Fraction = 0.9,
    average: Fraction = 0.99,
    **options: Any,
) -> "plans.Plan":
    """VAE-GAN (Larsen et al. 2015): an autoencoder whose likelihood is that of a discriminator's features.

    Args:
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        kernel_size: of all convolutions.
        weight: weight of the decoder's feature distance beside its adversarial loss; features are
            summed, so it depends on their number. The authors' program has 1e-6 on CelebA.
        margin: how far from .68 nats the discriminator's cost of reals, or of fakes, may be before decoder or
            discriminator, the one that is ahead, sits out a step; by default all move at every step.
        learning_rate: of all players' RMSProp.
        rho: decay of its mean squares.
        average: decay of the decoder's moving average, which is then what is served; 0 keeps none.
    """
    task = plans.ImageTask(average=average, **options)
    parts = {"width": width, "kernel_size": kernel_size}
    game = variants.VAEGAN(
        networks.variational_encoder(task.shape, latent_dim, **parts),
        networks.generator(task.shape, latent_dim, **parts),
        networks.feature_discriminator(task.shape, **parts),
        weight=weight,
        margin=margin,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.rmsprop(learning_rate, rho) for player in game.players})
    return task.plan(game, protocol=protocols.reconstruction_protocol)
