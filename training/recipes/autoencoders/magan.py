"""MAGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive
from tfgan_suite.training.cards.readings import ENERGY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="magan",
    title="MAGAN",
    paper="Wang et al. 2017",
    url="https://arxiv.org/abs/1704.03817",
    line="EBGAN with a margin that follows the energy of real examples down",
    reading=ENERGY + " The margin follows the energy of real examples down.",
    presets={"paper": {"average": 0.0, "latent_dim": 50, "width": 64, "learning_rate": 5e-4}},
)


def magan(
    *,
    pretraining: Natural | None = None,
    latent_dim: Count = 64,
    width: Count = 16,
    depth: Count = 1,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """MAGAN (Wang et al. 2017): EBGAN with a margin that follows the energy of reals down.

    Args:
        pretraining: epochs that the autoencoder sees reals alone, at first; by default 2, or 1 of fewer than ten.
        latent_dim: length of z and of the autoencoder's code.
        width: channels of the autoencoder's finest level; each coarser one of its encoder adds as many. The generator
            has twice as many, doubled at each coarser level.
        depth: convolutions of each level of the autoencoder.
        learning_rate: of both players' Adamax.
        beta_1: of both players' Adamax.
        beta_2: of both players' Adamax.
    """
    task = plans.ImageTask(**options).lasting(plans.USUAL_EPOCHS)
    game = variants.MAGAN(
        networks.generator(task.shape, latent_dim, width=2 * width),
        networks.coding_autoencoder(task.shape, latent_dim, width=width, depth=depth),
        seed=task.seed,
    )
    game.compile(**{p: optimizers.adamax(learning_rate, beta_1, beta_2) for p in game.players})
    pretraining = min(2, max(1, task.epochs // 5)) if pretraining is None else pretraining
    start = pretraining * task.steps // task.epochs
    return task.plan(
        game,
        callbacks=[callbacks.Stages([start]), callbacks.EndOfEpoch()],
        derived={"pretraining": pretraining},
        schedule=plans.Schedule.of({"pretraining": 0, "both players": start}, "a smaller --pretraining"),
    )
