"""Context encoder: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Share
from tfgan_suite.training.cards.system import System

CARD = System(
    name="context_encoder",
    title="Context encoder",
    paper="Pathak et al. 2016",
    url="https://arxiv.org/abs/1604.07379",
    line="holes in images filled, by the error of pixels and a discriminator that sees the filled image",
    reading="squared_error is of pixels in holes and should fall; it weighs most in the generator's loss. The "
    "discriminator's cross-entropy is 1.386 when undecided.",
    presets={
        "paper": {
            "image_size": 128,
            "holes": "middle",
            "hole": 0.5,
            "border": 7,
            "width": 64,
            "most": 512,
            "reconstruction": 0.999,
            "learning_rate": 2e-3,
            "discriminator_learning_rate": 2e-4,
            "average": 0.0,
            "batch_size": 64,
        }
    },
)


def context_encoder(
    *,
    holes: Literal["middle", "anywhere"] = "anywhere",
    hole: Share = 0.5,
    border: Natural = 2,
    width: Count = 16,
    most: Count = 128,
    reconstruction: Share = 0.98,
    learning_rate: Positive = 1e-3,
    discriminator_learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    average: Fraction = 0.99,
    batch_size: Count = 32,
    **options: Any,
) -> "plans.Plan":
    """Context encoder (Pathak et al. 2016): inpainting. The defaults suit Fashion-MNIST on two cores.

    Args:
        holes: where they are: in the middle, or anywhere.
        hole: side of a hole as a share of the image's.
        border: pixels along the inside of a hole that count ten times.
        width: channels of the finest level of both networks; doubled at each coarser one.
        most: upper bound of channels.
        reconstruction: weight of the squared error; the discriminator's verdict has one minus that.
        learning_rate: of the generator's Adam.
        discriminator_learning_rate: of the discriminator's.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.ImageTask(average=average, batch_size=batch_size, **options).lasting(2)
    height, breadth, channels = task.shape
    seen = (height, breadth, channels + 1)
    game = variants.ContextEncoder(
        networks.unet_generator(seen, channels, width=width, most=most, norm=networks.batch_norm, dropout=False),
        networks.discriminator(task.shape, width=width, most=most),
        hole=hole,
        anywhere=holes == "anywhere",
        border=border,
        reconstruction=reconstruction,
        seed=task.seed,
    )
    rates = {"generator": learning_rate, "discriminator": discriminator_learning_rate}
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player, rate in rates.items()})
    return task.plan(game, ("image",), protocol=protocols.filling_protocol, collapse_field=None)
