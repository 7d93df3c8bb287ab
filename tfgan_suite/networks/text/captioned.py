"""Text-conditional convolutional networks.

Reed et al. 2016, section 4.1, https://arxiv.org/abs/1605.05396: a dense layer with LeakyReLU .2 brings the text's
embedding down to `text_units` numbers. They stand beside z in the generator, and beside every place of the
discriminator's coarsest feature map, where a 1x1 convolution joins the two before the verdict.
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import features_of, image_from, small
from tfgan_suite.networks.norms import batch_norm


def text_generator(
    image_shape: Shape,
    text_length: int,
    latent_dim: int = 100,
    *,
    text_units: int = 128,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z [B, latent_dim], embedding [B, text_length]) -> image [B, H, W, C] in [-1, 1].

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        text_length: length of the embedding of a text.
        latent_dim: length of z.
        text_units: to which the embedding is brought before it stands beside z.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    embedding = keras.Input((text_length,), name="embedding")
    h = layers.Concatenate()([z, _told(embedding, text_units)])
    image = image_from(h, image_shape, width=width, most=most, norm=norm, **parts)
    return keras.Model([z, embedding], image, name=name)


def text_discriminator(
    image_shape: Shape,
    text_length: int,
    *,
    text_units: int = 128,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """(image [B, H, W, C], embedding [B, text_length]) -> logit [B, 1] that it is real and shows what the text says.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        text_length, text_units: as in `text_generator`; the text stands beside the coarsest features.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    embedding = keras.Input((text_length,), name="embedding")
    φ = features_of(image, width=width, most=most, norm=norm, **parts)
    text = layers.Reshape((1, 1, text_units))(_told(embedding, text_units))
    tiled = layers.UpSampling2D(φ.shape[1:3])(text)
    h = layers.Concatenate()([φ, tiled])
    h = layers.Conv2D(φ.shape[-1], 1, kernel_initializer=small())(h)
    h = layers.Flatten()(layers.LeakyReLU(0.2)(norm()(h)))
    logit = layers.Dense(1, kernel_initializer=small(), dtype="float32", name="logit")(h)
    return keras.Model([image, embedding], logit, name=name)


def _told(embedding, units):
    return layers.LeakyReLU(0.2)(layers.Dense(units)(embedding))
