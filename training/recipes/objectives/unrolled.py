"""UnrolledGAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="unrolled",
    title="UnrolledGAN",
    paper="Metz et al. 2016",
    url="https://arxiv.org/abs/1611.02163",
    line="the generator answers the discriminator's next steps, through which its gradient passes",
    reading=CROSS_ENTROPY + " The generator's is minus what the discriminator of some steps later would have.",
    presets={"paper": {"average": 0.0, "latent_dim": 256, "batch_size": 512, "steps_per_epoch": 1000, "epochs": 25}},
)


def unrolled(
    *,
    data: str = "ring",
    unroll: Natural = 5,
    latent_dim: Count = 64,
    units: Count = 128,
    width: Count = 16,
    generator_rate: Positive = 1e-3,
    discriminator_rate: Positive = 1e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    batch_size: Count = 256,
    **options: Any,
) -> "plans.Plan":
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
    task = plans.ImageTask(data=data, batch_size=batch_size, **options)
    field = "point" if "point" in task.train.fields else "image"
    if field == "point":
        parts = {"units": units, "activation": "tanh", "dense": networks.orthogonal_dense}
        pair = networks.point_generator(latent_dim=latent_dim, **parts), networks.point_discriminator(**parts)
    else:
        pair = (
            networks.generator(task.shape, latent_dim, width=width),
            networks.discriminator(task.shape, width=width, norm=networks.no_norm),
        )
    game = variants.UnrolledGAN(*pair, unroll=unroll, seed=task.seed)
    game.compile(
        generator=optimizers.adam(generator_rate, beta_1, beta_2),
        discriminator=optimizers.adam(discriminator_rate, beta_1, beta_2),
    )
    return task.plan(game, (field,), collapse_field=field)
