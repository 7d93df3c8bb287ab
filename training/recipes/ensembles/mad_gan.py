"""MAD-GAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Several, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="mad_gan",
    title="MADGAN",
    paper="Ghosh et al. 2017",
    url="https://arxiv.org/abs/1704.02906",
    line="several generators, and a discriminator that says which of them made it",
    reading="Cross-entropies over N generators and the data. The discriminator's falls when it tells generators "
    "apart, which is wanted, as well as when it recognises fakes, which is not.",
    presets={
        "paper": {
            "average": 0.0,
            "data": "stacked_fashion_mnist",
            "latent_dim": 100,
            "width": 64,
            "batch_size": 128,
            "epochs": 25,
        }
    },
)


DISCRIMINATOR_RATES = {"point": 1e-3, "image": 2e-4}


def mad_gan(
    *,
    generators: Several = 4,
    sim: Weight = 0.0,
    latent_dim: Count = 64,
    units: Count = 128,
    width: Count = 32,
    shared: Natural | None = None,
    generator_rate: Positive = 2e-4,
    discriminator_rate: Positive | None = None,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """MAD-GAN (Ghosh et al. 2017): several generators with one trunk, convolutional or, for points, dense.

    Args:
        generators: how many, two or more.
        sim: weight of the hinge on the similarity of generators (MAD-GAN-Sim).
        latent_dim: length of z.
        units: of hidden layers, for points.
        width: channels of the finest level, for images; doubled at each coarser one.
        shared: how many of the first layers the generators of images share; by default all but the last.
        generator_rate: learning rate of the generators' Adam.
        discriminator_rate: of the discriminator's; by default 1e-3 for points and 2e-4 for images.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = plans.ImageTask(**options)
    field = "point" if "point" in task.train.fields else "image"
    if discriminator_rate is None:
        discriminator_rate = DISCRIMINATOR_RATES[field]
    if field == "point":
        pair = (
            networks.point_generators(generators, latent_dim=latent_dim, units=units),
            networks.point_discriminator(outputs=generators + 1, units=units),
        )
    else:
        pair = (
            networks.image_generators(task.shape, generators, latent_dim, shared=shared, width=width),
            networks.source_discriminator(task.shape, generators, width=width),
        )
    game = variants.MADGAN(*pair, sim=sim, seed=task.seed)
    game.compile(
        generator=optimizers.adam(generator_rate, beta_1, beta_2),
        discriminator=optimizers.adam(discriminator_rate, beta_1, beta_2),
    )
    return task.plan(game, (field,), collapse_field=field, protocol=protocols.ensemble_protocol)
