"""PAN: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.readings import PAIRED
from tfgan_suite.training.cards.system import System

CARD = System(
    name="pan",
    title="PAN",
    paper="Wang et al. 2017",
    url="https://arxiv.org/abs/1706.09138",
    line="image to image from pairs: the discriminator's hidden layers say how far a translation is from its target",
    reading=PAIRED + "perceptual is the distance that both players pull at; it settles near the margin.",
    presets={
        "paper": {
            "image_size": 256,
            "width": 64,
            "most": 512,
            "batch_size": 4,
            "epochs": 200,
            "learning_rate": 2e-4,
        }
    },
)

EPOCHS = 2
FINEST, MIDDLE, COARSEST = 5.0, 1.5, 5.0


def pan(
    *,
    data: str = "fashion_noisy",
    width: Count = 16,
    most: Count = 128,
    depth: Count = 3,
    margin: Weight = 2.0,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.0,
    average: Fraction = 0.99,
    batch_size: Count = 32,
    **options: Any,
) -> "plans.Plan":
    """PAN (Wang et al. 2017): perceptual adversarial translation of pairs. The defaults suit Fashion-MNIST.

    Args:
        data: pairs by name (fashion_noisy, fashion_edges, openmoji), a folder with A/ and B/ or of pictures side by
            side, or an .npz file of `source` and `target`.
        width: channels of the finest level of both networks; doubled at each coarser one.
        most: upper bound of channels.
        depth: strided layers of the discriminator: 1, 2 or 3, as far as they fit; one more layer is compared.
        margin: sum of distances from which on the discriminator asks for no more.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.PairTask(data=data, batch_size=batch_size, average=average, **options).lasting(EPOCHS)
    judge = networks.exposing_discriminator(task.target_shape, width=width, most=most, depth=depth)
    compared = len(judge.outputs) - 1
    game = variants.PAN(
        networks.unet_generator(task.source_shape, task.target_shape[-1], width=width, most=most, dropout=False),
        judge,
        layer_weights=[FINEST, *[MIDDLE] * (compared - 2), COARSEST],
        margin=margin,
        seed=task.seed,
    )
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, protocol=protocols.paired_protocol)
