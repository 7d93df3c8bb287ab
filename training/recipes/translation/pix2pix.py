"""Pix2Pix: recipe and card."""

from typing import Any

from tfgan_suite import networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Share, Weight
from tfgan_suite.training.cards.readings import PAIRED
from tfgan_suite.training.cards.system import System

CARD = System(
    name="pix2pix",
    title="Pix2Pix",
    paper="Isola et al. 2016",
    url="https://arxiv.org/abs/1611.07004",
    line="image to image from pairs: a U-Net, a discriminator of patches, L1",
    reading=PAIRED + "l1 is the part to look at.",
    presets={
        "paper": {
            "image_size": 256,
            "mirror": True,
            "crop_from": 286,
            "width": 64,
            "most": 512,
            "batch_size": 1,
            "epochs": 200,
            "decay": 0.5,
        },
        "openmoji": {"data": "openmoji", "width": 32, "most": 256, "batch_size": 8, "epochs": 40, "decay": 0.5},
    },
)

EPOCHS = 2


def pix2pix(
    *,
    data: str = "fashion_edges",
    width: Count = 16,
    most: Count = 128,
    depth: Count = 3,
    lam: Weight = 100.0,
    learning_rate: Positive = 2e-4,
    beta_1: Fraction = 0.5,
    beta_2: Fraction = 0.999,
    decay: Share = 0.0,
    batch_size: Count = 32,
    **options: Any,
) -> "plans.Plan":
    """Pix2Pix (Isola et al. 2016): U-Net and PatchGAN on pairs. The defaults suit Fashion-MNIST on two cores.

    Args:
        data: pairs by name (fashion_edges, fashion_pooled, openmoji), a folder with A/ and B/ or of pictures side by
            side, or an .npz file of `source` and `target`.
        width: channels of the finest level of both networks; doubled at each coarser one.
        most: upper bound of channels.
        depth: strided layers of the discriminator: 1, 2 or 3 for patches of 16, 34 or 70 pixels, as far as they fit.
        lam: weight of the L1 distance.
        learning_rate: of both players' Adam.
        beta_1: of both players' Adam.
        beta_2: of both players' Adam.
        decay: share of the training, at its end, over which the learning rate falls to zero.
        batch_size: examples of a minibatch, over all replicas.
    """
    task = plans.PairTask(data=data, batch_size=batch_size, **options).lasting(EPOCHS)
    channels = task.source_shape[-1]
    game = variants.Pix2Pix(
        networks.unet_generator(task.source_shape, task.target_shape[-1], width=width, most=most),
        networks.patch_discriminator(task.target_shape, channels, width=width, most=most, depth=depth),
        lam=lam,
        seed=task.seed,
    )
    rate = task.rate(learning_rate, decay)
    game.compile(**{player: optimizers.adam(rate, beta_1, beta_2) for player in game.players})
    return task.plan(game, protocol=protocols.paired_protocol)
