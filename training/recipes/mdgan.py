from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.recipes.encoded import encoded
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import MDGAN

PRESETS = {"paper": {"image_size": 64, "latent_dim": 100, "width": 64, "learning_rate": 1e-4}}


def mdgan(
    *,
    likeness: float = 1.0,
    latent_dim: int = 64,
    width: int = 32,
    learning_rate: float = 2e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    **options,
) -> Plan:
    """Manifold-diffusion GAN (Che et al. 2016, Algorithm 1): first the manifold of reals, then a prior spread over it.

    Args:
        likeness: weight of the squared error between an example and its reconstruction.
        latent_dim: length of z.
        width: channels of the finest level of image networks; doubled at each coarser one.
        learning_rate: of all players' Adam.
        beta_1: of all players' Adam.
        beta_2: of all players' Adam.
    """
    task = ImageTask(**options)
    generator, judges, encoder, field = encoded(
        task, latent_dim, width, ("manifold_discriminator", "diffusion_discriminator")
    )
    game = MDGAN(generator, *judges, encoder, likeness=likeness, seed=task.seed)
    game.compile(**{player: adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), likeness=field)
