"""SegAN: recipe and card."""

from typing import Any

import numpy as np

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.system import System

CARD = System(
    name="segan",
    title="SegAN",
    paper="Xue et al. 2017",
    url="https://arxiv.org/abs/1706.01805",
    line="a segmenter against a critic that compares masked images at every scale",
    reading="The critic's loss is minus the distance that it finds between true and predicted masks; the segmenter's "
    "is that distance and 1 - Dice. dice_score is the part to look at.",
    presets={"paper": {"image_size": 160, "width": 64, "most": 512, "batch_size": 36, "epochs": 50}},
)

EPOCHS = 1
CHUNK = 1024


def segan(
    *,
    data: str = "fashion_masks",
    width: Count = 16,
    most: Count = 128,
    bound: Positive = 0.05,
    dice: Weight = 1.0,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    batch_size: Count = 36,
    **options: Any,
) -> "plans.Plan":
    """SegAN (Xue et al. 2017): a U-Net against a critic at every scale. The defaults suit Fashion-MNIST on two cores.

    Args:
        data: images with masks by name (fashion_masks, noto_emoji), a folder with images/ and masks/, or an .npz file
            of `image` and `mask`; of one object or of several classes.
        width: channels of the finest level of both networks; doubled at each coarser one.
        most: upper bound of channels.
        bound: the critic's weights stay in [-bound, bound].
        dice: weight of the Dice loss.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.MaskTask(data=data, batch_size=batch_size, **options).lasting(EPOCHS)
    *sides, channels = task.shape
    classes = task.train["mask"].shape[-1]
    game = variants.SegAN(
        networks.unet_segmenter(task.shape, classes, width=width, most=most),
        networks.multiscale_critic((*sides, channels * classes), width=width, most=most),
        bound=bound,
        dice=dice,
        class_weights=class_weights(task.train["mask"]) if classes > 1 else (),
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, beta_1, beta_2) for player in game.players})
    fields, averaged = ("image", "mask"), ("segmenter",)
    return task.plan(game, fields, averaged, protocol=protocols.segmentation_protocol, collapse_field=None)


def class_weights(masks: np.ndarray) -> tuple[float, ...]:
    """1 / (K f) for each of K classes, f being the share of masks [n, H, W, K] that hold it."""
    n, classes = len(masks), masks.shape[-1]
    held = sum((masks[i : i + CHUNK] > 127).any((1, 2)).sum(0) for i in range(0, n, CHUNK))
    return tuple((n / (classes * np.maximum(held, 1))).tolist())
