"""ProGAN: recipe and card."""

from typing import Any

from tfgan_suite import callbacks, networks, optimizers, variants
from tfgan_suite.training import plans, protocols
from tfgan_suite.training.cards.ranges import Count, Fraction, Positive, Weight
from tfgan_suite.training.cards.readings import GAP
from tfgan_suite.training.cards.system import System

CARD = System(
    name="progan",
    title="ProGAN",
    paper="Karras et al. 2018",
    url="https://arxiv.org/abs/1710.10196",
    line="networks that grow while they train, each finer level faded in",
    reading=GAP + " Each new level starts it afresh.",
    presets={
        "paper": {
            "image_size": 128,
            "mirror": True,
            "latent_dim": 512,
            "width": 128,
            "most": 512,
            "fade_images": 600_000,
            "stable_images": 600_000,
            "kimg": 12_000,
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


def progan(
    *,
    image_size: Count | str = 32,
    batch_size: Count = 16,
    average: Fraction = 0.999,
    latent_dim: Count = 64,
    width: Count = 16,
    most: Count = 64,
    fade_images: Count | None = None,
    stable_images: Count | None = None,
    lam: Weight = 10.0,
    drift: Weight = 0.001,
    learning_rate: Positive = 1e-3,
    **options: Any,
) -> "plans.Plan":
    """ProGAN (Karras et al. 2018): both networks grow from 4x4 on; for images of any kind, such as noto_emoji at 64.

    The coarsest level sees stable_images, each finer one fade_images and stable_images, and the finest one whatever is
    left of the budget. By default growing takes seven tenths of it, the same for each fade and each level.

    Args:
        image_size: side of the finest level, or HEIGHTxWIDTH: multiples of 4 from 8 to 256, or of 32 up to 1024.
        batch_size: examples of a minibatch, over all replicas.
        average: decay of the generator's moving average, which is then what is served; 0 keeps none.
        latent_dim: length of z.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        fade_images: how many a level sees while it is faded in; by default a share of the budget.
        stable_images: how many it sees before the next is; by default a share of the budget.
        lam: weight of the gradient penalty.
        drift: weight of the mean squared score of real images.
        learning_rate: of both players' Adam.
    """
    task = plans.ImageTask(image_size=image_size, batch_size=batch_size, average=average, **options)
    task.lasting(EPOCHS)
    generator = networks.growing_generator(task.shape, latent_dim, width=width, most=most)
    levels = [image.shape[1:] for image in generator.outputs]
    boundaries, kept = plans.growing(levels, task.steps, batch_size, stable_images, fade_images)
    game = variants.ProGAN(
        generator,
        networks.growing_critic(task.shape, width=width, most=most),
        boundaries=boundaries,
        lam=lam,
        drift=drift,
        seed=task.seed,
    )
    game.compile(**{player: optimizers.adam(learning_rate, 0.0, 0.99) for player in game.players})
    return task.plan(
        game,
        callbacks=[callbacks.Stages(game.boundaries)],
        protocol=protocols.pyramid_protocol,
        **kept,
    )
