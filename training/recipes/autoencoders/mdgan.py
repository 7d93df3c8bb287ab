"""MDGAN: recipe and card."""

import math
from typing import Any

from tfgan_suite import optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="mdgan",
    title="MDGAN",
    paper="Che et al. 2016",
    url="https://arxiv.org/abs/1612.02136",
    line="first the manifold of real examples is learnt by reconstruction, then the prior is spread over it",
    missing="3, 2 and 2 modes of the grid's 25 where GAN on the same networks has 2, 3 and 5",
    reading="Two games at once: the manifold's cross-entropy is between real examples and rebuilt ones, the "
    "diffusion's between rebuilt ones and samples (1.386 each when undecided). The generator's is of the "
    "second, the encoder's holds the error of rebuilt examples.",
    presets={"paper": {"average": 0.0, "image_size": 64, "latent_dim": 100, "width": 64, "learning_rate": 1e-4}},
)


def mdgan(
    *,
    reconstruction_weight: Weight | None = None,
    latent_dim: Count = 64,
    width: Count = 32,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """Manifold-diffusion GAN (Che et al. 2016, Algorithm 1): first the manifold of reals, then a prior spread over it.

    Args:
        reconstruction_weight: weight of the squared error between an example and its reconstruction, summed over its
            numbers; by default 1 over how many they are.
        latent_dim: length of z.
        width: channels of the finest level of image networks; doubled at each coarser one.
        learning_rate: of all players' Adam.
        beta_1: of all players' Adam.
        beta_2: of all players' Adam.
    """
    task = plans.ImageTask(**options)
    generator, critics, encoder, field = parts.networks_with_encoder(
        task, latent_dim, width, ("manifold_discriminator", "diffusion_discriminator")
    )
    if reconstruction_weight is None:
        reconstruction_weight = 1 / math.prod(task.train[field].shape[1:])
    game = variants.MDGAN(generator, *critics, encoder, reconstruction_weight=reconstruction_weight, seed=task.seed)
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), collapse_field=field)
