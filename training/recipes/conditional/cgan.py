"""CGAN: recipe and card."""

from typing import Any, Literal

from tfgan_suite import conditions, networks, optimizers, variants
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="cgan",
    title="CGAN",
    paper="Mirza and Osindero 2014",
    url="https://arxiv.org/abs/1411.1784",
    line="both players are told the label, by concatenation or by projection",
    reading=CROSS_ENTROPY,
)


def cgan(
    *,
    cond: Literal["concat", "projection"] = "concat",
    latent_dim: Count = 64,
    width: Count = 32,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """CGAN (Mirza and Osindero 2014) on the convolutional pair; needs labels.

    Args:
        cond: how the discriminator is told the label.
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = plans.ImageTask(**options)
    num_classes = len(task.train.classes)
    if not num_classes:
        raise SuiteError(f"cgan needs labels and {task.data!r} has none: give a labelled data set, or train dcgan.")
    game = variants.CGAN(
        networks.conditional_generator(task.shape, num_classes, latent_dim, width=width),
        getattr(networks, f"{cond}_discriminator")(task.shape, num_classes, width=width),
        num_classes=num_classes,
        frequencies=conditions.frequencies_of(task.train["label"], num_classes),
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, ("image", "label"))
