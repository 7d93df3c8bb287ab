"""CoGAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.errors import SuiteError
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive
from tfgan_suite.training.cards.readings import NEVER
from tfgan_suite.training.cards.system import System

CARD = System(
    name="cogan",
    title="CoGAN",
    paper="Liu and Tuzel 2016",
    url="https://arxiv.org/abs/1606.07536",
    line="two domains without pairs: generators share their first layers, discriminators their last",
    reading="Sums over two domains: 2.77 for undecided discriminators, 1.386 for the generators. " + NEVER,
    presets={
        "paper": {
            "width": 128,
            "rendering": 6,
            "learning_rate": 2e-4,
            "average": 0.0,
            "batch_size": 128,
            "steps_per_epoch": 1000,
            "epochs": 25,
        }
    },
)


def cogan(
    *,
    data: str = "fashion_edges_unpaired",
    latent_dim: Count = 100,
    width: Count = 16,
    rendering: Count = 5,
    shared_generator: Natural | None = None,
    shared_discriminator: Natural | None = None,
    learning_rate: Positive = 1e-3,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    average: Fraction = 0.99,
    **options: Any,
) -> "plans.Plan":
    """CoGAN (Liu and Tuzel 2016): one z, one image in each of two domains, learnt without pairs.

    Args:
        data: two domains by name (fashion_edges_unpaired), a folder with trainA/ and trainB/ or with one for each, or
            an .npz file of `source` and `target`, in any numbers.
        latent_dim: length of z.
        width: channels at full size, where both generators read their images off; doubled at each coarser level, so
            that the discriminators, whose finest level has half the size, begin with twice as many.
        rendering: side of the kernel of each generator's last convolution, which is always its own.
        shared_generator: how many of their first layers the generators share; by default all but the last.
        shared_discriminator: how many of their last layers the discriminators share; by default all but the first.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        average: decay of the generators' moving average, which is then what is served; 0 keeps none.
    """
    task = plans.DomainTask(data=data, average=average, **options)
    shape = task.source_shape
    if shape != task.target_shape:
        shapes = " and ".join("x".join(map(str, each)) for each in (shape, task.target_shape))
        raise SuiteError(f"cogan needs domains of one shape and {data!r} has {shapes}: give --channels 3, or 1.")
    game = variants.CoGAN(
        networks.coupled_generators(shape, latent_dim, shared=shared_generator, width=width, rendering=rendering),
        networks.coupled_discriminators(shape, shared=shared_discriminator, width=2 * width),
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, protocol=protocols.coupling_protocol)
