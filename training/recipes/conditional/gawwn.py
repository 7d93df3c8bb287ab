"""GAWWN: recipe and card."""

from typing import Any, Literal

import numpy as np

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.recipes import parts

PAPER = {
    "image_size": 128,
    "epochs": 600,
    "batch_size": 16,
    "average": 0.0,
    "latent_dim": 100,
    "text_length": 1024,
    "text_units": 128,
    "width": 128,
    "most": 1024,
    "learning_rate": 2e-4,
}
CARD = System(
    name="gawwn",
    title="GAWWN",
    paper="Reed et al. 2016",
    url="https://arxiv.org/abs/1610.02454",
    line="images from captions, with the box in which the caption shall be true",
    reading=CROSS_ENTROPY
    + " It counts pictures with the wrong caption as fakes too; the distance between score/matched and "
    "score/mismatched shows whether captions matter.",
    presets={"paper": PAPER},
)


def gawwn(
    *,
    data: str = "placed_fashion",
    average: Fraction = 0.99,
    mismatch: Fraction = 0.5,
    wrong: Literal["class", "caption"] = "class",
    latent_dim: Count = 64,
    text_length: Count = 128,
    text_units: Count = 16,
    width: Count = 32,
    most: Count = 1024,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """GAWWN (Reed et al. 2016): images from captions and boxes.

    Args:
        data: images with captions and boxes: placed_fashion, a folder or an array file; see docs/data.md.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        mismatch: share of real images with a wrong caption among what the discriminator must refuse; 0 leaves them out.
        wrong: which captions are wrong for an image: those of another class, where the data have labels, or all but its
            own.
        latent_dim: length of z.
        text_length: length of a caption's embedding.
        text_units: what the networks bring it down to.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        learning_rate: of both players' Adam.
        beta_1: of both.
        beta_2: of both.
    """
    task = plans.BoxTask(data=data, average=average, **options)
    captions = parts.embed(task, text_length, wrong)
    size = {"text_units": text_units, "width": width, "most": most}
    theirs = [int(np.argmax(task.test["caption"] == caption)) for caption in captions]
    game = variants.GAWWN(
        networks.placed_generator(task.shape, text_length, latent_dim, **size),
        networks.placed_discriminator(task.shape, text_length, **size),
        boxes=task.test["box"][theirs].tolist(),
        captions=captions,
        mismatch=mismatch,
        subjects=True,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, game.batch_fields, protocol=protocols.placing_protocol, collapse_field=None)
