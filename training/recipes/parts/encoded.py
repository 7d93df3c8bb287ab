"""Networks of games with an encoder, for images and for points."""

import keras

from tfgan_suite.networks import discriminator, encoder, generator, mlp, point_discriminator, point_generator


def networks_with_encoder(task, latent_dim, width, names=("discriminator",)):
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
