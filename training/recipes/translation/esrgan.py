"""ESRGAN: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.readings import ENLARGING
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="esrgan",
    title="ESRGAN",
    paper="Wang et al. 2018",
    url="https://arxiv.org/abs/1809.00219",
    line="images enlarged by dense residual blocks, by relative verdicts, anywhere between true pixels and sharp ones",
    reading=ENLARGING,
    presets={
        "paper": {
            "image_size": 128,
            "factor": 4,
            "width": 64,
            "blocks": 23,
            "growth": 32,
            "judge_width": 64,
            "halvings": 5,
            "units": 100,
            "adversarial": 5e-3,
            "pixels": 1e-2,
            "learning_rate": 2e-4,
            "game_rate": 1e-4,
            "average": 0.0,
            "mirror": True,
            "batch_size": 16,
            "pretraining": 0.71,
        }
    },
)


def esrgan(
    *,
    data: str = "fashion_mnist",
    factor: Literal[2, 4, 8] = 2,
    width: Count = 24,
    blocks: Count = 2,
    growth: Count = 8,
    judge_width: Count = 32,
    halvings: Count = 2,
    units: Count = 128,
    adversarial: Weight = 0.005,
    pixels: Weight = 0.1,
    blend: Share = 1.0,
    pretraining: Share = 0.5,
    learning_rate: Positive = 1e-3,
    game_rate: Positive = 2e-4,
    beta_1: Fraction = 0.9,
    beta_2: Fraction = 0.99,
    average: Fraction = 0.99,
    batch_size: Count = 16,
    **options: Any,
) -> "plans.Plan":
    """ESRGAN (Wang et al. 2018): super-resolution. The defaults suit Fashion-MNIST on two cores.

    Args:
        data: images, of which small ones are made.
        factor: how many times higher images become.
        width: channels of the generator's maps.
        blocks: its residual blocks in residual blocks.
        growth: channels that each convolution of a block adds.
        judge_width: channels of the discriminator's first convolutions; doubled at each further pair.
        halvings: how often it halves the image.
        units: of its dense layer.
        adversarial: weight of the discriminator's verdict beside the content, which is in units of its own.
        pixels: weight of the absolute error of pixels beside it.
        blend: where the weights of what is served lie, from those that learned pixels alone, 0, to the game's, 1.
        pretraining: share of the training in which the generator learns pixels alone.
        learning_rate: of the generator's Adam while it learns pixels.
        game_rate: of both players' once the discriminator plays.
        beta_1: of both.
        beta_2: of both.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.ImageTask(data=data, batch_size=batch_size, average=average, **options).lasting(2)
    small = parts.small_shape(task.shape, factor)
    maps, by = parts.maps_for(task.train, task.shape)
    game = variants.ESRGAN(
        networks.dense_enlarger(small, factor, width=width, blocks=blocks, growth=growth),
        networks.enlarged_discriminator(task.shape, width=judge_width, halvings=halvings, units=units),
        maps,
        adversarial=adversarial,
        pixels=pixels,
        blend=blend,
        game_rate=game_rate,
        seed=task.seed,
    )
    rates = {"generator": learning_rate, "discriminator": game_rate}
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player, rate in rates.items()})
    return parts.enlarging_plan(task, game, pretraining, by)
