"""GAN-INT-CLS: recipe and card."""

import hashlib
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.aliases import Array
from tfgan_suite.data import Examples
from tfgan_suite.data.pipeline.rows import in_parts
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Weight
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="text_to_image",
    title="TextToImage (GAN-INT-CLS)",
    paper="Reed et al. 2016",
    url="https://arxiv.org/abs/1605.05396",
    line="images from captions: wrong captions are refused like fakes, texts between captions filled in",
    reading=CROSS_ENTROPY
    + " It counts pictures with the wrong caption as fakes too; the distance between score/matched and "
    "score/mismatched shows whether captions matter.",
    presets={
        "paper": {
            "image_size": 64,
            "mirror": True,
            "crop_from": 76,
            "epochs": 1200,
            "average": 0.0,
            "interpolation": 1.0,
            "latent_dim": 100,
            "text_length": 1024,
            "text_units": 128,
            "width": 64,
            "learning_rate": 2e-4,
            "halve_every": 100,
        },
        "emoji": {
            "data": "noto_emoji",
            "wrong": "caption",
            "average": 0.998,
            "text_length": 256,
            "width": 24,
            "halve_every": 4,
            "epochs": 13,
            "steps_per_epoch": 500,
        },
    },
)


SHOWN = 64


def text_to_image(
    *,
    data: str = "captioned_fashion",
    average: Fraction = 0.99,
    mismatch: Fraction = 0.5,
    wrong: Literal["class", "caption"] = "class",
    interpolation: Weight = 0.25,
    latent_dim: Count = 64,
    text_length: Count = 128,
    text_units: Count = 128,
    width: Count = 32,
    learning_rate: Positive = 5e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    halve_every: Natural = 0,
    **options: Any,
) -> "plans.Plan":
    """GAN-INT-CLS (Reed et al. 2016): images from captions.

    Args:
        data: images with captions: captioned_fashion, noto_emoji, a folder or an array file; see docs/data.md.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        mismatch: share of real images with a wrong caption among what the discriminator must refuse; 0 leaves them out.
        wrong: which captions are wrong for an image: those of another class, where the data have labels, or all but its
            own, where captions tell more than labels do. Other captions of the same image never are.
        interpolation: weight of the generator's term on texts between two captions, 1 in the paper; 0 leaves it out.
        latent_dim: length of z.
        text_length: length of a caption's embedding.
        text_units: what the networks bring it down to.
        width: channels of the finest level; doubled at each coarser one.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        halve_every: epochs after which the learning rate is halved, again and again; 0 never does.
    """
    task = plans.CaptionTask(data=data, average=average, **options)
    task.train, task.test = (_embedded(examples, text_length, wrong) for examples in (task.train, task.test))
    captions = np.unique(task.test["caption"])
    game = variants.TextToImage(
        networks.text_generator(task.shape, text_length, latent_dim, text_units=text_units, width=width),
        networks.text_discriminator(task.shape, text_length, text_units=text_units, width=width),
        captions=captions[np.linspace(0, len(captions) - 1, SHOWN).astype(int)].tolist(),
        mismatch=mismatch,
        interpolation=interpolation,
        subjects=True,
        seed=task.seed,
    )
    plan = task.plan(game, game.batch_fields, protocol=protocols.caption_protocol, collapse_field=None)
    steps = halve_every * plan.steps_per_epoch
    rate = optimizers.halving(learning_rate, steps) if steps else learning_rate
    if steps:
        phases = {"the whole learning rate": 0, "half of the learning rate": steps}
        plan.schedule = plans.Schedule.of(phases, "a smaller --halve-every")
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return plan


def subjects_of(examples: Examples, wrong: str = "class") -> Array:
    """Numbers of what each caption describes, int32 [N, s]: its image, and the class where that decides."""
    digests = [hashlib.sha256(image.tobytes()).hexdigest() for part in in_parts(examples["image"]) for image in part]
    images = np.unique(np.array(digests), return_inverse=True)[1].reshape(-1)
    if wrong == "caption" or "label" not in examples.fields:
        return images[:, None].astype("int32")
    unlabelled = -1 - np.arange(len(images))  # a class of its own for each
    classes = np.where(examples["label"] < 0, unlabelled, examples["label"])
    return np.stack([images, classes], axis=1).astype("int32")


def _embedded(examples, length, wrong):
    own = {"embedding": networks.bag_of_words(examples["caption"], length), "subjects": subjects_of(examples, wrong)}
    return replace(examples, fields={**examples.fields, **own})
