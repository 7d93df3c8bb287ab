import math

from tfgan_suite.networks import feature_discriminator, generator, variational_encoder
from tfgan_suite.optimizers import rmsprop
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.reconstruction_protocol import reconstruction_protocol
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import VAEGAN

PRESETS = {
    "paper": {
        "image_size": 64,
        "latent_dim": 128,
        "width": 64,
        "kernel_size": 5,
        "weight": 1e-6,
        "margin": 0.35,
        "average": 0.0,
    }
}


def vae_gan(
    *,
    latent_dim: int = 64,
    width: int = 32,
    kernel_size: int = 4,
    weight: float = 1e-3,
    margin: float = math.inf,
    learning_rate: float = 3e-4,
    rho: float = 0.9,
    average: float = 0.99,
    **options,
) -> Plan:
    """VAE-GAN (Larsen et al. 2015): an autoencoder whose likelihood is that of a discriminator's features.

    Args:
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        kernel_size: of all convolutions.
        weight: what likeness of features weighs for the decoder beside deceiving the discriminator; features are
            summed, so it depends on their number. The authors' program has 1e-6 on CelebA.
        margin: how far from .68 nats the discriminator's cost of reals, or of fakes, may be before decoder or
            discriminator, whoever is ahead, sits out a step; by default all move at every step.
        learning_rate: of all players' RMSProp.
        rho: decay of its mean squares.
        average: decay of the decoder's moving average, which is then what is served; 0 keeps none.
    """
    task = ImageTask(average=average, **options)
    parts = {"width": width, "kernel_size": kernel_size}
    game = VAEGAN(
        variational_encoder(task.shape, latent_dim, **parts),
        generator(task.shape, latent_dim, **parts),
        feature_discriminator(task.shape, **parts),
        weight=weight,
        margin=margin,
        seed=task.seed,
    )
    game.compile(**{player: rmsprop(learning_rate, rho) for player in game.players})
    return task.plan(game, protocol=reconstruction_protocol)
