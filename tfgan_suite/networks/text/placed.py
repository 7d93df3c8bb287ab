"""Networks that are told a caption and a box in which it shall be true.

Reed et al. 2016, "Learning What and Where to Draw", section 4.1 and figure 2, https://arxiv.org/abs/1610.02454: the
local path of a generator is put into the box, that of a discriminator is taken out of it.
"""

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.layers import Cropped, Placed
from tfgan_suite.networks.images.convolutional import maps_from
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.text.paths import first_halved, image_of, logit_of, meeting, read, shrunk, spread, told


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
    text = told(embedding, text_units)
    grid, sides, early, late = meeting(image_shape, width, most)
    seen = read(Placed(*sides)([spread(text, sides), box]), grid, text_units, norm)
    everywhere = maps_from(layers.Concatenate()([z, seen]), grid, early, norm=norm)
    inside = maps_from(layers.Concatenate()([z, text]), grid, early, norm=norm)
    image = image_of([everywhere, Placed(*sides)([inside, box])], late, image_shape[-1], norm)
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
    text = told(embedding, text_units)
    h, channels = first_halved(image, width, most)
    sides = h.shape[1:3]
    everywhere = layers.Concatenate()([h, Placed(*sides)([spread(text, sides), box])])
    inside = layers.Concatenate()([Cropped(*sides)([h, box]), spread(text, sides)])
    logit = logit_of([shrunk(path, channels, norm) for path in (everywhere, inside)])
    return keras.Model([image, embedding, box], logit, name=name)


def _told(text_length):
    return keras.Input((text_length,), name="embedding"), keras.Input((4,), name="box")
