"""BEGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Weight
from tfgan_suite.training.cards.readings import ENERGY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="began",
    title="BEGAN",
    paper="Berthelot et al. 2017",
    url="https://arxiv.org/abs/1703.10717",
    line="an autoencoder as discriminator, kept in balance with its generator by a scalar k",
    reading="convergence is the measure of this game: it falls as real images are rebuilt better and the balance is "
    "kept, and "
    "compares within one architecture. It does not hear lost variety. " + ENERGY,
    presets={
        "paper": {
            "average": 0.0,
            "image_size": 64,
            "batch_size": 16,
            "width": 128,
            "depth": 2,
            "gamma": 0.5,
            "learning_rate": 1e-4,
            "lambda_k": 1e-3,
            "patience": 5,
        }
    },
)


def began(
    *,
    latent_dim: Count = 64,
    width: Count = 16,
    depth: Count = 1,
    gamma: Positive = 0.7,
    lambda_k: Weight = 0.05,
    learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    patience: Natural = 0,
    batch_size: Count = 16,
    **options: Any,
) -> "plans.Plan":
    """BEGAN (Berthelot et al. 2017): an autoencoder as discriminator, balanced by k.

    Args:
        latent_dim: length of z and of the autoencoder's code.
        width: channels of the finest level; each coarser one of the encoder adds as many.
        depth: convolutions of each level.
        gamma: the ratio of the losses of fakes and reals that is kept: lower is sharper and less diverse.
        lambda_k: how fast k follows; the paper's 1e-3 is for trainings a hundred times as long.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        patience: epochs without a better measure of convergence after which learning rates are halved; 0 keeps them.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.ImageTask(batch_size=batch_size, **options)
    game = variants.BEGAN(
        networks.decoder_generator(task.shape, latent_dim, width=width, depth=depth),
        networks.image_autoencoder(task.shape, latent_dim, width=width, depth=depth),
        gamma=gamma,
        lambda_k=lambda_k,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, callbacks=[callbacks.HalveOnStall(patience)] if patience else [])
