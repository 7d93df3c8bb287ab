"""WGAN-GP on text: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import GAP
from tfgan_suite.training.cards.system import System

CARD = System(
    name="text_wgan_gp",
    title="WGAN-GP on text",
    paper="Gulrajani et al. 2017",
    url="https://arxiv.org/abs/1704.00028",
    line="sequences of tokens without sampling: the critic reads distributions, and gradients pass through them",
    reading=GAP + " Sureness is the mean probability of the likeliest token: near 1 what is written is what the "
    "critic saw.",
    presets={
        "paper": {
            "average": 0.0,
            "length": 32,
            "latent_dim": 128,
            "width": 512,
            "blocks": 5,
            "n_critic": 10,
            "learning_rate": 1e-4,
            "beta_1": 0.5,
            "epochs": 200,
            "steps_per_epoch": 1000,
        }
    },
)


def text_wgan_gp(
    *,
    data: str = "grammar",
    latent_dim: Count = 32,
    width: Count = 64,
    blocks: Count = 3,
    n_critic: Count = 5,
    lam: Weight = 10.0,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.0,
    beta_2: Fraction = 0.9,
    **options: Any,
) -> "plans.Plan":
    """WGAN-GP on text (Gulrajani et al. 2017): sequences of tokens by a continuous generator.

    Args:
        data: sequences: grammar, oracle, oracle:VOCABULARYxLENGTH, bach, or a text, melodies or an array file; see
            docs/data.md.
        latent_dim: length of z.
        width: channels of either network.
        blocks: residual blocks of either network.
        n_critic: critic steps, each on fresh data, before each generator step.
        lam: weight of the gradient penalty.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
    """
    task = plans.SequenceTask(data=data, **options)
    vocabulary, length = task.train.classes, task.train["tokens"].shape[1]
    size = {"width": width, "blocks": blocks}
    game = variants.TextWGANGP(
        networks.soft_generator(length, len(vocabulary), latent_dim, **size),
        networks.soft_critic(length, len(vocabulary), **size),
        vocabulary=vocabulary,
        n_critic=n_critic,
        lam=lam,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, ("tokens",), protocol=protocols.sequence_protocol, collapse_field=None)
