"""MoCoGAN: recipe and card."""

from dataclasses import replace
from typing import Any, Literal

import numpy as np

from tfgan_suite import conditions, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import NEVER
from tfgan_suite.training.cards.system import System

CARD = System(
    name="mocogan",
    title="MoCoGAN",
    paper="Tulyakov et al. 2017",
    url="https://arxiv.org/abs/1707.04993",
    line="clips of one content code and a recurrent path of motion codes; critics of frames and of clips",
    missing="the paper's generator (--draw redrawn) keeps neither article (.57, bound .80) nor motion (.59, bound .7); "
    "the one that shifts what it drew keeps the article in .79 to .83 of the clips (bound .80), where rounding decides",
    reading="Sums of cross-entropies of two discriminators and of the kinds of motion, and weight decay. " + NEVER,
    presets={
        "paper": {
            "batch_size": 3,
            "kimg": 300,
            "frames": 3,
            "draw": "redrawn",
            "width": 64,
            "generator_width": 64,
            "average": 0.0,
            "content_dim": 50,
            "motion_dim": 10,
            "weight_decay": 1e-5,
            "generator_learning_rate": 2e-4,
            "image_learning_rate": 2e-4,
            "learning_rate": 2e-4,
        }
    },
)


def mocogan(
    *,
    data: str = "fashion_clips",
    batch_size: Count = 32,
    frames: Count = 4,
    draw: Literal["moved", "redrawn"] = "moved",
    content_dim: Count = 32,
    motion_dim: Count = 10,
    width: Count = 16,
    generator_width: Count = 32,
    average: Fraction = 0.998,
    weight_decay: Weight = 1e-5,
    learning_rate: Positive = 1e-4,
    image_learning_rate: Positive = 4e-4,
    generator_learning_rate: Positive = 4e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    **options: Any,
) -> "plans.Plan":
    """MoCoGAN (Tulyakov et al. 2017): clips of a content code and a path of motion codes.

    Args:
        data: clips: fashion_clips, a folder or an array file; see docs/data.md. Labels, if any, are the categories.
        batch_size: clips of a minibatch, over all replicas.
        frames: of each clip, how many the image discriminator sees.
        draw: moved, one drawing for each clip that the motion codes move; or redrawn, each frame as in the paper.
        content_dim: length of z, one for a clip.
        motion_dim: length of the noise of each frame, and of the motion code made of it.
        width: channels of the discriminators' finest level; doubled at each coarser one.
        generator_width: those of the generator's.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        weight_decay: of all players.
        learning_rate: of the video discriminator's Adam.
        image_learning_rate: of the image discriminator's.
        generator_learning_rate: of the generator's.
        beta_1: of all three.
        beta_2: of all three.
    """
    task = plans.ClipTask(data=data, batch_size=batch_size, average=average, **options)
    task.train, task.test = _categorized(task.train), _categorized(task.test)
    shape, num_classes = task.train["clip"].shape[1:], max(1, len(task.train.classes))
    draw, codes = getattr(networks, draw), (content_dim, motion_dim)
    game = variants.MoCoGAN(
        networks.video_generator(shape, num_classes, *codes, draw=draw, width=generator_width),
        networks.frame_discriminator(shape[1:], width=width),
        networks.video_discriminator(shape, num_classes, width=width),
        num_classes=num_classes,
        frequencies=conditions.frequencies_of(task.train["label"], num_classes),
        frames=frames,
        weight_decay=weight_decay,
        seed=task.seed,
    )
    rates = {
        "video_discriminator": learning_rate,
        "image_discriminator": image_learning_rate,
        "generator": generator_learning_rate,
    }
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player, rate in rates.items()})
    return task.plan(game, ("clip", "label"), protocol=protocols.video_protocol, collapse_field=None)


def _categorized(examples):
    """Clips without labels are of one category."""
    labels = examples["label"] if examples.classes else np.zeros(len(examples), np.int32)
    return replace(examples, fields={**examples.fields, "label": labels})
