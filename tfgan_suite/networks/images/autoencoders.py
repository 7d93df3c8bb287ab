"""Autoencoder discriminator of BEGAN, and the generator built like its decoder.

Berthelot et al. 2017, section 3.6 and figure 1, https://arxiv.org/abs/1703.10717: 3x3 convolutions and ELU, a linear
code, channels that grow by `width` at each coarser level of the encoder and stay `width` in the decoder, nearest
neighbours up, no normalization, no dropout. Departs from it: the coarsest grid is the suite's (`pyramid`), not
always 8x8, and images end in tanh or stay linear as asked for. The optional skip connections are left out.
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import Shape
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.pyramid import pyramid


def image_autoencoder(
    image_shape: Shape, code_dim: int = 64, *, width: int = 64, depth: int = 2, name: str = "discriminator"
) -> keras.Model:
    """Image [B, H, W, C] -> reconstruction [B, H, W, C], linear, through a code of `code_dim` numbers.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        code_dim: N_h, length of the code.
        width: n, channels of the finest level.
        depth: convolutions of each level.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    _, levels = pyramid(image_shape)
    h = _conv(image, width)
    for level in range(1, levels + 1):
        h = _convs(h, width * level, depth)
        h = _conv(h, width * (level + 1), strides=2)
    h = _convs(h, width * (levels + 1), depth)
    code = layers.Dense(code_dim, name="code")(layers.Flatten()(h))
    return keras.Model(image, _decoded(code, image_shape, width, depth, "linear", "reconstruction"), name=name)


def coding_autoencoder(image_shape: Shape, code_dim: int = 64, **parts: Any) -> keras.Model:
    """Image -> (reconstruction, code [B, code_dim]); arguments as in `image_autoencoder`."""
    network = image_autoencoder(image_shape, code_dim, **parts)
    return keras.Model(network.inputs, [network.output, network.get_layer("code").output], name=network.name)


def decoder_generator(
    image_shape: Shape, latent_dim: int = 64, *, width: int = 64, depth: int = 2, name: str = "generator"
) -> keras.Model:
    """z [B, latent_dim] -> image [B, H, W, C] in [-1, 1]; arguments as in `image_autoencoder`."""
    z = keras.Input((latent_dim,), name="z")
    return keras.Model(z, _decoded(z, image_shape, width, depth, "tanh", "image"), name=name)


def _decoded(code, image_shape, width, depth, activation, name):
    grid, levels = pyramid(image_shape)
    h = layers.Reshape((*grid, width))(layers.Dense(grid[0] * grid[1] * width)(code))
    for _ in range(levels):
        h = doubled(_convs(h, width, depth))
    h = layers.Conv2D(image_shape[-1], 3, padding="same")(_convs(h, width, depth))
    return layers.Activation(activation, name=name, dtype="float32")(h)


def _convs(h, filters, depth):
    for _ in range(depth):
        h = _conv(h, filters)
    return h


def _conv(h, filters, strides=1):
    return layers.Conv2D(filters, 3, strides, padding="same", activation="elu")(h)
