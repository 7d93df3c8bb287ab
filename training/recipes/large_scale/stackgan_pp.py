"""StackGAN++: recipe and card."""

from typing import Any, Literal

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

CARD = System(
    name="stackgan_pp",
    title="StackGAN++",
    paper="Zhang et al. 2017",
    url="https://arxiv.org/abs/1710.10916",
    line="images from captions in several sizes at once, each with a discriminator that answers twice",
    reading=CROSS_ENTROPY + " Both add up over sizes, and over two answers each: an undecided discriminator of three "
    "sizes has 8.3.",
    presets={
        "paper": {
            "image_size": 256,
            "mirror": True,
            "crop_from": 304,
            "epochs": 600,
            "average": 0.999,
            "batch_size": 24,
            "sizes": 3,
            "colour_weight": 0.0,
            "latent_dim": 100,
            "text_length": 1024,
            "text_units": 128,
            "law_units": 128,
            "width": 32,
            "blocks": 2,
            "learning_rate": 2e-4,
        }
    },
)


def stackgan_pp(
    *,
    data: str = "captioned_fashion",
    average: Fraction = 0.99,
    mismatch: Fraction = 0.5,
    wrong: Literal["class", "caption"] = "class",
    law_weight: Weight = 2.0,
    law_units: Count = 32,
    colour_weight: Weight = 50.0,
    sizes: Literal[2, 3, 4] = 2,
    latent_dim: Count = 64,
    text_length: Count = 128,
    text_units: Count = 128,
    width: Count = 16,
    blocks: Count = 1,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """StackGAN++ (Zhang et al. 2017): images from captions, in several sizes at once.

    Args:
        data: images with captions: captioned_fashion, noto_emoji, a folder or an array file; see docs/data.md.
        average: decay of the moving average of generator and conditioner, which are then what is served; 0 keeps none.
        mismatch: share of real images with a wrong caption among what the second answers must refuse.
        wrong: which captions are wrong for an image: those of another class, where the data have labels, or all but its
            own.
        law_weight: of the distance of captions' laws from the standard normal one.
        law_units: length of what is drawn from a caption's law.
        colour_weight: of the difference of colours between neighbouring sizes.
        sizes: how many, each half of the next.
        latent_dim: length of z.
        text_length: length of a caption's embedding.
        text_units: what discriminators bring it down to.
        width: channels of the finest level; doubled at each coarser one.
        blocks: residual blocks of each size but the smallest.
        learning_rate: of both players' Adam.
        beta_1: of both.
        beta_2: of both.
    """
    task = plans.CaptionTask(data=data, average=average, **options)
    captions = parts.embed(task, text_length, wrong)
    size = {"sizes": sizes, "width": width}
    game = variants.StackGANPlusPlus(
        networks.conditioner(text_length, law_units),
        networks.tree_generator(task.shape, law_units, latent_dim, blocks=blocks, **size),
        networks.tree_discriminator(task.shape, text_length, text_units=text_units, **size),
        captions=captions,
        mismatch=mismatch,
        law_weight=law_weight,
        colour_weight=colour_weight,
        subjects=True,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    averaged = ("conditioner", "generator")
    return task.plan(game, game.batch_fields, averaged, protocol=protocols.caption_protocol, collapse_field=None)
