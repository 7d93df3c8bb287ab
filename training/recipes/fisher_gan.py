from tfgan_suite.networks import discriminator, generator, no_norm, point_discriminator, point_generator
from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import FisherGAN

PRESETS = {
    "paper": {"image_size": 64, "latent_dim": 100, "width": 64, "n_critic": 5, "rho": 1e-6, "learning_rate": 5e-5}
}


def fisher_gan(
    *,
    latent_dim: int = 64,
    width: int = 32,
    n_critic: int = 1,
    rho: float = 1e-3,
    learning_rate: float = 2e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    **options,
) -> Plan:
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
    task = ImageTask(**options)
    if "point" in task.train.fields:
        field, networks = "point", (point_generator(latent_dim=latent_dim), point_discriminator(name="critic"))
    else:
        critic = discriminator(task.shape, width=width, norm=no_norm, name="critic")
        field, networks = "image", (generator(task.shape, latent_dim, width=width), critic)
    game = FisherGAN(*networks, n_critic=n_critic, rho=rho, seed=task.seed)
    game.compile(**{player: adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, (field,), likeness=field)
