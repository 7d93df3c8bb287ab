"""The dense pair of Goodfellow et al. 2014, section 5, https://arxiv.org/abs/1406.2661, as in the authors' program.

Departs from it in leaving out the discriminator's dropout, and in tanh where images end in a sigmoid there.
"""

import math

import keras
from keras import initializers, layers

from tfgan_suite.aliases import Shape
from tfgan_suite.networks.pyramid import refuse_large


def dense_generator(
    image_shape: Shape, latent_dim: int = 100, *, units: int = 1200, name: str = "generator"
) -> keras.Model:
    """z [B, latent_dim] -> image [B, H, W, C] in [-1, 1] through two hidden layers of rectified units.

    Args:
        image_shape: (height, width, channels), of at most 256 pixels a side.
        latent_dim: length of z.
        units: of a hidden layer.
        name: the network's name.
    """
    refuse_large(image_shape, "dense networks")
    z = keras.Input((latent_dim,), name="z")
    h = z
    for _ in range(2):
        h = layers.Dense(units, "relu", kernel_initializer=initializers.RandomUniform(-0.05, 0.05))(h)
    h = layers.Dense(math.prod(image_shape), kernel_initializer=initializers.RandomUniform(-0.05, 0.05))(h)
    h = layers.Reshape(image_shape)(h)
    return keras.Model(z, layers.Activation("tanh", name="image", dtype="float32")(h), name=name)


def maxout_discriminator(
    image_shape: Shape, *, units: int = 240, pieces: int = 5, name: str = "discriminator"
) -> keras.Model:
    """Image [B, H, W, C] -> logit [B, 1] through two hidden layers of maxout units.

    Args:
        image_shape: (height, width, channels).
        units: of a hidden layer.
        pieces: linear functions of which a unit is the largest.
        name: the network's name.
    """
    refuse_large(image_shape, "dense networks")
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(image)
    for _ in range(2):
        h = layers.Dense(units * pieces, kernel_initializer=initializers.RandomUniform(-0.005, 0.005))(h)
        h = layers.MaxPooling1D(pieces)(layers.Reshape((units * pieces, 1))(h))
        h = layers.Flatten()(h)
    initial = initializers.RandomUniform(-0.005, 0.005)
    return keras.Model(image, layers.Dense(1, kernel_initializer=initial, dtype="float32", name="logit")(h), name=name)
