from typing import Literal

from tfgan_suite.networks import discriminator, generator, layer_norm, no_norm, point_discriminator, point_generator
from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import WGANGP

CRITIC_NORMS = {"none": no_norm, "layer": layer_norm}
PRESETS = {"paper": {"image_size": 64, "latent_dim": 128, "width": 64, "critic_norm": "layer"}}


def wgan_gp(
    *,
    latent_dim: int = 64,
    width: int = 32,
    critic_norm: Literal["none", "layer"] = "none",
    n_critic: int = 5,
    lam: float = 10.0,
    learning_rate: float = 1e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.9,
    **options,
) -> Plan:
    """WGAN-GP (Gulrajani et al. 2017) on the convolutional pair, or on dense networks for points in the plane.

    Args:
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        critic_norm: the paper allows layer normalization or none, never batch normalization.
        n_critic: critic steps, each on fresh data, before each generator step.
        lam: weight of the gradient penalty.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam; .5 for this pair, 0 for ResNets.
        beta_2: of both players' Adam.
    """
    task = ImageTask(**options)
    field = "point" if "point" in task.train.fields else "image"
    if field == "point":
        networks = point_generator(latent_dim=latent_dim), point_discriminator(name="critic")
    else:
        networks = (
            generator(task.shape, latent_dim, width=width),
            discriminator(task.shape, width=width, norm=CRITIC_NORMS[critic_norm], name="critic"),
        )
    game = WGANGP(
        *networks,
        n_critic=n_critic,
        lam=lam,
        seed=task.seed,
    )
    game.compile(**{player: adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), likeness=field)
