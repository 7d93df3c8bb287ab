"""WGAN-GP: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import GAP
from tfgan_suite.training.cards.system import System

CARD = System(
    name="wgan_gp",
    title="WGAN-GP",
    paper="Gulrajani et al. 2017",
    url="https://arxiv.org/abs/1704.00028",
    line="Wasserstein critic held 1-Lipschitz by a gradient penalty, several critic steps on fresh data",
    reading=GAP,
    presets={
        "paper": {
            "average": 0.0,
            "image_size": 64,
            "latent_dim": 128,
            "width": 64,
            "critic_norm": "layer",
            "n_critic": 5,
            "learning_rate": 1e-4,
            "beta_1": 0.5,
        }
    },
)


def wgan_gp(
    *,
    latent_dim: Count = 64,
    width: Count = 32,
    critic_norm: Literal["none", "layer"] = "none",
    n_critic: Count = 1,
    lam: Weight = 10.0,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.0,
    beta_2: Fraction = 0.9,
    **options: Any,
) -> "plans.Plan":
    """WGAN-GP (Gulrajani et al. 2017) on the convolutional pair, or on dense networks for points in the plane.

    The defaults depart from the paper's, which its preset has, for what minutes allow: one critic step, not five, for
    each of the generator's, five times the rate, and no momentum.

    Args:
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        critic_norm: the paper allows layer normalization or none, never batch normalization.
        n_critic: critic steps, each on fresh data, before each generator step; 5 in the paper.
        lam: weight of the gradient penalty.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam; in the paper .5 for convolutional pairs, 0 for ResNets.
        beta_2: of both players' Adam.
    """
    task = plans.ImageTask(**options)
    field = "point" if "point" in task.train.fields else "image"
    if field == "point":
        pair = networks.point_generator(latent_dim=latent_dim), networks.point_discriminator(name="critic")
    else:
        norm = {"none": networks.no_norm, "layer": networks.layer_norm}[critic_norm]
        generator = networks.generator(task.shape, latent_dim, width=width)
        pair = generator, networks.discriminator(task.shape, width=width, norm=norm, name="critic")
    game = variants.WGANGP(
        *pair,
        n_critic=n_critic,
        lam=lam,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), collapse_field=field)
