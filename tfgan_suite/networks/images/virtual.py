"""DCGAN's generator with virtual batch normalization."""

from typing import Any

import keras
from keras import initializers

from tfgan_suite.aliases import Shape
from tfgan_suite.layers import VirtualBatchNormalization, WithoutReference, WithReference
from tfgan_suite.networks.images.convolutional import image_from


def virtual_generator(
    image_shape: Shape,
    latent_dim: int = 100,
    *,
    reference: int = 64,
    width: int = 64,
    most: int = 1024,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """z [B, latent_dim] -> image [B, H, W, C] in [-1, 1]; arguments as in `networks.generator`.

    Every call takes `reference` more examples through the network, those of the reference batch; also once trained.
    """
    z = keras.Input((latent_dim,), name="z")

    def norm():
        return VirtualBatchNormalization(reference, gamma_initializer=initializers.RandomNormal(1.0, 0.02))

    h = image_from(WithReference(reference)(z), image_shape, width=width, most=most, norm=norm, name="painted", **parts)
    return keras.Model(z, WithoutReference(reference, name="image", dtype="float32")(h), name=name)
