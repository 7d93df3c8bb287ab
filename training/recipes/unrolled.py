from tfgan_suite.networks import (
    discriminator,
    generator,
    no_norm,
    orthogonal_dense,
    point_discriminator,
    point_generator,
)
from tfgan_suite.optimizers import adam
from tfgan_suite.training.plan import Plan
from tfgan_suite.training.task import ImageTask
from tfgan_suite.variants import UnrolledGAN

PRESETS = {"paper": {"latent_dim": 256, "batch_size": 512, "steps_per_epoch": 1000, "epochs": 25}}


def unrolled(
    *,
    data: str = "ring",
    unroll: int = 5,
    latent_dim: int = 64,
    units: int = 128,
    width: int = 16,
    generator_rate: float = 1e-3,
    discriminator_rate: float = 1e-4,
    beta_1: float = 0.5,
    beta_2: float = 0.999,
    batch_size: int = 256,
    **options,
) -> Plan:
    """Unrolled GAN (Metz et al. 2016): dense tanh networks for points, convolutional ones for images.

    Args:
        data: points (ring, grid, moons), or images such as fashion_mnist or stacked_fashion_mnist.
        unroll: how many of the discriminator's next steps the generator looks ahead; 0 is the saddle game.
        latent_dim: length of z.
        units: of the two hidden layers, for points.
        width: channels of the finest level, for images; doubled at each coarser one.
        generator_rate: the generator's learning rate.
        discriminator_rate: the discriminator's, ahead as in fact.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = ImageTask(data=data, batch_size=batch_size, **options)
    field = "point" if "point" in task.train.fields else "image"
    if field == "point":
        parts = {"units": units, "activation": "tanh", "dense": orthogonal_dense}
        networks = point_generator(latent_dim=latent_dim, **parts), point_discriminator(**parts)
    else:
        networks = (
            generator(task.shape, latent_dim, width=width),
            discriminator(task.shape, width=width, norm=no_norm),
        )
    game = UnrolledGAN(*networks, unroll=unroll, seed=task.seed)
    game.compile(
        generator=adam(generator_rate, beta_1, beta_2),
        discriminator=adam(discriminator_rate, beta_1, beta_2),
    )
    return task.plan(game, (field,), likeness=field)
