"""Encoders: the mirror of DCGAN's generator, and a generator of two codes."""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import features_of, image_from, small
from tfgan_suite.networks.norms import batch_norm


def encoder(
    image_shape: Shape,
    latent_dim: int = 100,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "encoder",
    **parts: Any,
) -> keras.Model:
    """Image [B, H, W, C] -> code [B, latent_dim]; arguments as in `networks.discriminator`."""
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(features_of(image, width=width, most=most, norm=norm, **parts))
    code = layers.Dense(latent_dim, kernel_initializer=small(), dtype="float32", name="code")(h)
    return keras.Model(image, code, name=name)


def two_code_decoder(
    image_shape: Shape,
    content_dim: int,
    style_dim: int,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "decoder",
    **parts: Any,
) -> keras.Model:
    """(content code [B, content_dim], style code [B, style_dim]) -> image [B, H, W, C] in [-1, 1].

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        content_dim, style_dim: lengths of the codes.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    content, style = keras.Input((content_dim,), name="content_code"), keras.Input((style_dim,), name="style_code")
    codes = layers.Concatenate()([content, style])
    image = image_from(codes, image_shape, width=width, most=most, norm=norm, **parts)
    return keras.Model([content, style], image, name=name)
