"""InfoGAN: recipe and card."""

import re
from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import CODES
from tfgan_suite.training.cards.system import System

CARD = System(
    name="infogan",
    title="InfoGAN",
    paper="Chen et al. 2016",
    url="https://arxiv.org/abs/1606.03657",
    line="codes that the images must tell: categories and continuous factors found without labels",
    reading=CODES + "minus the information that the codes are read back with: category_information and "
    "continuous_information, in nats, are the parts to look at.",
    presets={"paper": {"average": 0.0, "batch_size": 128, "width": 64}},
)


def infogan(
    *,
    latent_dim: Count = 62,
    categories: Count | str = 10,
    codes: Count = 2,
    lam: Weight = 1.0,
    width: Count = 32,
    learning_rate: Positive = 2e-4,
    generator_learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """InfoGAN (Chen et al. 2016): finds categories and continuous factors without labels.

    Args:
        latent_dim: length of z, the noise beside the codes.
        categories: values of the categorical code, or of several, such as 10,4.
        codes: how many continuous codes, one or more.
        lam: weight of the information that images carry about their codes; 0 is a GAN without.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of the Adam of the discriminator and the posterior.
        generator_learning_rate: of the generator's.
        beta_1: of both.
        beta_2: of both.
    """
    values = values_of(categories)
    task = plans.ImageTask(**options)
    game = variants.InfoGAN(
        networks.coded_generator(task.shape, values, codes, latent_dim, width=width),
        networks.reading_discriminator(task.shape, values, codes, width=width),
        lam=lam,
        seed=task.seed,
    )
    game.compile(
        discriminator=optimizers.adam(learning_rate, beta_1, beta_2),
        generator=optimizers.adam(generator_learning_rate, beta_1, beta_2),
    )
    return task.plan(game, collapse_field=None, protocol=protocols.code_protocol)


def values_of(categories: int | str) -> list[int]:
    """How many values each categorical code has.

    Raises:
        SuiteError: what is no list of positive whole numbers.
    """
    words = str(categories).split(",")
    if not all(re.fullmatch(r"\s*0*[1-9]\d*\s*", word) for word in words):
        raise SuiteError(f"--categories {categories}: give a positive whole number, or several such as 10,4.")
    return [int(word) for word in words]
