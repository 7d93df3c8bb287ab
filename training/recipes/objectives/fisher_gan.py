"""Fisher GAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive
from tfgan_suite.training.cards.system import System

CARD = System(
    name="fisher_gan",
    title="Fisher GAN",
    paper="Mroueh and Sercu 2017",
    url="https://arxiv.org/abs/1705.09675",
    line="a critic whose gap counts in units of its own standard deviation",
    reading="The gap between real and fake scores in units of their standard deviation, as far as omega is 1: it "
    "shrinks with better samples. The critic's loss also holds the multiplier's term, and the generator's is "
    "a mean score without zero or unit.",
    presets={
        "paper": {
            "average": 0.0,
            "image_size": 64,
            "latent_dim": 100,
            "width": 64,
            "n_critic": 5,
            "rho": 1e-6,
            "learning_rate": 5e-5,
        }
    },
)


def fisher_gan(
    *,
    latent_dim: Count = 64,
    width: Count = 32,
    n_critic: Count = 1,
    rho: Positive = 1e-3,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """Fisher GAN (Mroueh and Sercu 2017): the critic's gap in units of its own standard deviation.

    Args:
        latent_dim: length of z.
        width: channels of the finest level of image networks; doubled at each coarser one.
        n_critic: critic steps, each on fresh data, before each generator step.
        rho: rate of the multiplier, and weight of the squared constraint; at 1e-6 it takes more steps to hold than a
            short training has.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = plans.ImageTask(**options)
    if "point" in task.train.fields:
        field, pair = (
            "point",
            (networks.point_generator(latent_dim=latent_dim), networks.point_discriminator(name="critic")),
        )
    else:
        critic = networks.discriminator(task.shape, width=width, norm=networks.no_norm, name="critic")
        field, pair = "image", (networks.generator(task.shape, latent_dim, width=width), critic)
    game = variants.FisherGAN(*pair, n_critic=n_critic, rho=rho, seed=task.seed)
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), collapse_field=field)
