"""Networks that are told a caption and a box in which it shall be true.

Reed et al. 2016, "Learning What and Where to Draw", section 4.1 and figure 2, https://arxiv.org/abs/1610.02454: a
global path that sees where the text is, and a local one that is nothing outside of the box; both players have the two.
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import Cropped, ImageConv2D, ImageConv2DTranspose, Placed
from tfgan_suite.networks.images.convolutional import maps_from, small, widths
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid

LATE = 2  # doublings that both paths of a generator go together


def placed_generator(
    image_shape: Shape,
    text_length: int,
    latent_dim: int = 100,
    *,
    text_units: int = 128,
    width: int = 128,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
) -> keras.Model:
    """(z [B, latent_dim], embedding [B, text_length], box [B, 4]) -> image [B, H, W, C] in [-1, 1].

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        text_length: length of the embedding of a text.
        latent_dim: length of z.
        text_units: to which the embedding is brought.
        width, most, norm: as in `networks.generator`.
        name: the network's name.

    Raises:
        SuiteError: images of less than 16x16.
    """
    z = keras.Input((latent_dim,), name="z")
    embedding, box = _told(text_length)
    text = layers.LeakyReLU(0.2)(layers.Dense(text_units)(embedding))
    grid, levels = pyramid(image_shape)
    if levels < 2:
        raise SuiteError(f"Images of {image_shape[0]}x{image_shape[1]} leave no place for boxes: give 16x16 or more.")
    early = levels - min(LATE, levels - 1)
    sides = tuple(side * 2**early for side in grid)
    channels = widths(levels, width, most)[::-1]
    parts: dict[str, Any] = {"norm": norm}

    where = Placed(*sides)([_spread(text, sides), box])
    for _ in range(early):
        where = layers.LeakyReLU(0.2)(norm()(_halved(where, text_units)))
    seen = layers.LeakyReLU(0.2)(layers.Dense(2 * text_units)(layers.Flatten()(where)))
    everywhere = maps_from(layers.Concatenate()([z, seen]), grid, channels[: early + 1], **parts)
    inside = maps_from(layers.Concatenate()([z, text]), grid, channels[: early + 1], **parts)
    inside = Placed(*sides)([inside, box])

    h = layers.Concatenate()([everywhere, inside])
    h = layers.ReLU()(norm()(layers.Conv2D(channels[early], 3, padding="same", kernel_initializer=small())(h)))
    for filters in channels[early + 1 :]:
        h = layers.ReLU()(norm()(_doubled(h, filters)))
    image = layers.Activation("tanh", name="image", dtype="float32")(_doubled(h, image_shape[-1]))
    return keras.Model([z, embedding, box], image, name=name)


def placed_discriminator(
    image_shape: Shape,
    text_length: int,
    *,
    text_units: int = 128,
    width: int = 128,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
) -> keras.Model:
    """(image [B, H, W, C], embedding [B, text_length], box [B, 4]) -> logit [B, 1] that it is real and shows what the
    text says where the box is.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        text_length, text_units: as in `placed_generator`.
        width, most, norm: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    embedding, box = _told(text_length)
    text = layers.LeakyReLU(0.2)(layers.Dense(text_units)(embedding))
    _, levels = pyramid(image_shape)
    filters = widths(levels, width, most)
    h = layers.LeakyReLU(0.2)(_halved(image, filters[0]))
    sides = h.shape[1:3]
    where = Placed(*sides)([_spread(text, sides), box])
    everywhere = layers.Concatenate()([h, where])
    inside = layers.Concatenate()([Cropped(*sides)([h, box]), _spread(text, sides)])
    for wide in filters[1:]:
        everywhere, inside = (layers.LeakyReLU(0.2)(norm()(_halved(x, wide))) for x in (everywhere, inside))
    h = layers.Flatten()(layers.Concatenate()([everywhere, inside]))
    logit = layers.Dense(1, kernel_initializer=small(), dtype="float32", name="logit")(h)
    return keras.Model([image, embedding, box], logit, name=name)


def _told(text_length):
    return keras.Input((text_length,), name="embedding"), keras.Input((4,), name="box")


def _spread(text: Tensor, sides: Shape) -> Tensor:
    return layers.UpSampling2D(sides)(layers.Reshape((1, 1, text.shape[-1]))(text))


def _doubled(h, filters):
    return ImageConv2DTranspose(filters, 4, 2, padding="same", kernel_initializer=small())(h)


def _halved(h, filters):
    return ImageConv2D(filters, 4, 2, padding="same", kernel_initializer=small())(h)
