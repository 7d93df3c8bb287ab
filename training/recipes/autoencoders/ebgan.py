"""EBGAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import ENERGY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="ebgan",
    title="EBGAN",
    paper="Zhao et al. 2016",
    url="https://arxiv.org/abs/1609.03126",
    line="an autoencoder as discriminator: its error is an energy, pushed up for fakes as far as a margin",
    reading=ENERGY + " The discriminator's is the energy of real examples and what fakes lack to the margin.",
    presets={"paper": {"average": 0.0, "image_size": 64, "width": 64, "learning_rate": 1e-3}},
)


def ebgan(
    *,
    latent_dim: Count = 64,
    width: Count = 16,
    depth: Count = 1,
    margin: Weight = 0.2,
    pull: Weight = 0.1,
    learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """EBGAN (Zhao et al. 2016): an autoencoder whose error is the energy of an example.

    Args:
        latent_dim: length of z and of the autoencoder's code.
        width: channels of the autoencoder's finest level; each coarser one of its encoder adds as many. The generator
            has twice as many, doubled at each coarser level.
        depth: convolutions of each level of the autoencoder.
        margin: energy, in mean squared error of images in [-1, 1], above which fakes are left alone.
        pull: weight of the pulling-away term.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = plans.ImageTask(**options)
    game = variants.EBGAN(
        networks.generator(task.shape, latent_dim, width=2 * width),
        networks.coding_autoencoder(task.shape, latent_dim, width=width, depth=depth),
        margin=margin,
        pull=pull,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game)
