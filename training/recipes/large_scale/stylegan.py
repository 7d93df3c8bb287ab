"""StyleGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Natural, Positive, Share, Weight
from tfgan_suite.training.cards.readings import CROSS_ENTROPY
from tfgan_suite.training.cards.system import System

CARD = System(
    name="stylegan",
    title="StyleGAN",
    paper="Karras et al. 2019",
    url="https://arxiv.org/abs/1812.04948",
    line="styles from a mapping network and noise at every layer; two latents mixed, truncation when sampling",
    missing="the classifier is sure (.9) of the class of 22% of the images after 4,200 steps, 37% after 8,000 (bound "
    "50%, real images 68%); other noise keeps those, and .93 of all (bound .95); one seed",
    reading=CROSS_ENTROPY + " The discriminator's also holds its penalty on slopes, r1.",
    presets={
        "paper": {
            "image_size": 128,
            "mirror": True,
            "batch_size": 32,
            "average": 0.9978,
            "latent_dim": 512,
            "style_dim": 512,
            "width": 128,
            "most": 512,
            "fade_images": 600_000,
            "stable_images": 600_000,
            "kimg": 25_000,
            "gamma": 10.0,
            "learning_rate": 1.5e-3,
        },
        "emoji": {
            "data": "noto_emoji",
            "image_size": 64,
            "epochs": 16,
            "steps_per_epoch": 500,
        },
    },
)

EPOCHS = 1


def stylegan(
    *,
    image_size: Count | str = 32,
    batch_size: Count = 16,
    average: Fraction = 0.998,
    latent_dim: Count = 64,
    style_dim: Count = 64,
    mapping_depth: Count = 8,
    mapping_lr_multiplier: Positive = 0.01,
    width: Count = 16,
    most: Count = 64,
    fade_images: Count | None = None,
    stable_images: Count | None = None,
    gamma: Weight = 1.0,
    mixing: Share = 0.9,
    mean_decay: Fraction = 0.995,
    truncated: Natural = 8,
    learning_rate: Positive = 2e-3,
    **options: Any,
) -> "plans.Plan":
    """StyleGAN (Karras et al. 2019), growing from 8x8 on; for images of any kind, such as noto_emoji at 64.

    Args:
        image_size: side of the images, or HEIGHTxWIDTH: multiples of 4 from 8 to 256, or of 32 up to 1024.
        batch_size: examples of a minibatch, over all replicas.
        average: decay of the moving average of mapping and synthesis, which are then what is served; 0 keeps none.
        latent_dim: length of z.
        style_dim: length of w.
        mapping_depth: layers of the mapping network.
        mapping_lr_multiplier: their learning rate over that of all others.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        fade_images: how many a level sees while it is faded in; by default a share of the budget.
        stable_images: how many it sees before the next is; by default a share of the budget.
        gamma: of R1, whose weight is half of it.
        mixing: share of training images with the styles of two latents.
        mean_decay: of the running mean of w, towards which samples may be truncated.
        truncated: how many layers, from the coarsest, truncation reaches.
        learning_rate: of both players' Adam.
    """
    task = plans.ImageTask(image_size=image_size, batch_size=batch_size, average=average, **options)
    task.lasting(EPOCHS)
    synthesis = networks.style_synthesis(task.shape, style_dim, width=width, most=most)
    levels = [image.shape[1:] for image in synthesis.outputs[1:]]
    boundaries, kept = plans.growing(levels, task.steps, batch_size, stable_images, fade_images)
    game = variants.StyleGAN(
        networks.style_mapping(latent_dim, style_dim, depth=mapping_depth, lr_multiplier=mapping_lr_multiplier),
        synthesis,
        networks.growing_critic(task.shape, width=width, most=most, blurred=True, name="discriminator"),
        boundaries=boundaries,
        gamma=gamma,
        mixing=mixing,
        mean_decay=mean_decay,
        truncated=truncated,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, 0.0, 0.99) for player in game.players})
    growing = [callbacks.Stages(game.boundaries)]
    return task.plan(
        game,
        averaged=("mapping", "synthesis"),
        callbacks=growing,
        protocol=protocols.pyramid_protocol,
        **kept,
    )
