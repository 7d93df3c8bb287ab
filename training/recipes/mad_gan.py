from tfgan_suite.networks import image_crowd, point_crowd, point_discriminator, source_discriminator
from tfgan_suite.optimizers import adam
from tfgan_suite.training.crowd_protocol import crowd_protocol
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import MADGAN

DISCRIMINATOR_RATES = {"point": 1e-3, "image": 2e-4}
PRESETS = {
    "paper": {
        "data": "stacked_fashion_mnist",
        "latent_dim": 100,
        "width": 64,
        "batch_size": 128,
        "epochs": 25,
    }
}


def mad_gan(
    *,
    generators: int = 4,
    sim: float = 0.0,
    latent_dim: int = 64,
    units: int = 128,
    width: int = 32,
    shared: int | None = None,
    generator_rate: float = 2e-4,
    discriminator_rate: float | None = None,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    **options,
) -> Plan:
    """MAD-GAN (Ghosh et al. 2017): several generators with one trunk, convolutional or, for points, dense.

    Args:
        generators: how many, two or more.
        sim: weight of the hinge on their likeness (MAD-GAN-Sim).
        latent_dim: length of z.
        units: of hidden layers, for points.
        width: channels of the finest level, for images; doubled at each coarser one.
        shared: how many of the first layers the generators of images share; by default all but the last.
        generator_rate: learning rate of the generators' Adam.
        discriminator_rate: of the discriminator's; by default 1e-3 for points and 2e-4 for images.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = ImageTask(**options)
    field = "point" if "point" in task.train.fields else "image"
    if discriminator_rate is None:
        discriminator_rate = DISCRIMINATOR_RATES[field]
    if field == "point":
        networks = (
            point_crowd(generators, latent_dim=latent_dim, units=units),
            point_discriminator(outputs=generators + 1, units=units),
        )
    else:
        networks = (
            image_crowd(task.shape, generators, latent_dim, shared=shared, width=width),
            source_discriminator(task.shape, generators, width=width),
        )
    game = MADGAN(*networks, sim=sim, seed=task.seed)
    game.compile(
        generator=adam(generator_rate, beta_1, beta_2),
        discriminator=adam(discriminator_rate, beta_1, beta_2),
    )
    return task.plan(game, (field,), likeness=field, protocol=crowd_protocol)
