"""Networks of games with an encoder, for images and for points."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import keras

from tfgan_suite.networks import discriminator, encoder, generator, mlp, point_discriminator, point_generator

if TYPE_CHECKING:
    from tfgan_suite.training.plans.task import ImageTask


def networks_with_encoder(
    task: "ImageTask", latent_dim: int, width: int, names: Sequence[str] = ("discriminator",)
) -> tuple[keras.Model, list[keras.Model], keras.Model, str]:
    """(generator, discriminators by the names of `names`, encoder, the field they are for)."""
    if "point" in task.train.fields:
        (dimensions,) = task.train["point"].shape[1:]
        mirror = mlp(keras.Input((dimensions,), name="point"), latent_dim, output="code", name="encoder")
        critics = [point_discriminator(dimensions, name=name) for name in names]
        return point_generator(dimensions, latent_dim), critics, mirror, "point"
    critics = [discriminator(task.shape, width=width, name=name) for name in names]
    return (
        generator(task.shape, latent_dim, width=width),
        critics,
        encoder(task.shape, latent_dim, width=width),
        "image",
    )
