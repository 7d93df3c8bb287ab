"""The convolutional pair of DCGAN for images of any size, and the trunks that other networks grow from.

Radford et al. 2015, section 3: no pooling, no hidden dense layer, transposed convolutions and ReLU up, strided
convolutions and LeakyReLU .2 down, normalization everywhere but at the generator's output and the discriminator's
input, weights from N(0, .02). The kernel is 4x4 as in the authors' program (the paper's figure has 5x5).
"""

from collections.abc import Callable, Sequence
from typing import Any

import keras
from keras import initializers, layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import ImageConv2D, ImageConv2DTranspose
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid


def small() -> keras.initializers.Initializer:
    """Weights from N(0, .02); a new initializer for each layer, since one instance draws the same numbers again."""
    return initializers.RandomNormal(0.0, 0.02)


def widths(levels: int, width: int, most: int) -> list[int]:
    """Channels of each level from the finest down: doubling, never more than `most`."""
    return [min(width * 2**level, most) for level in range(levels)]


def image_from(
    h: Tensor,
    image_shape: Shape,
    *,
    width: int,
    most: int,
    norm: MakeLayer,
    kernel_size: int = 4,
    dense: MakeLayer = layers.Dense,
    conv: MakeLayer = ImageConv2DTranspose,
    name: str = "image",
) -> Tensor:
    """Grows a code tensor [B, d] into an image tensor [B, H, W, C] in [-1, 1], the output of a layer called `name`.

    Args:
        h: [B, d].
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width, most, norm, kernel_size, dense, conv: as in `generator`.
        name: of the last layer.
    """
    grid, levels = pyramid(image_shape)
    channels = widths(levels, width, most)[::-1]
    h = maps_from(h, grid, channels, norm=norm, kernel_size=kernel_size, dense=dense, conv=conv)
    h = conv(image_shape[-1], kernel_size, 2, padding="same", kernel_initializer=small())(h)
    return layers.Activation("tanh", name=name, dtype="float32")(h)


def maps_from(
    h: Tensor,
    grid: Shape,
    channels: Sequence[int],
    *,
    norm: MakeLayer,
    kernel_size: int = 4,
    dense: MakeLayer = layers.Dense,
    conv: MakeLayer = ImageConv2DTranspose,
) -> Tensor:
    """Grows a code tensor [B, d] into maps [B, H, W, channels[-1]], not negative, twice the side at each entry.

    Args:
        h: [B, d].
        grid: (height, width) of the first maps.
        channels: of the maps, from the coarsest on.
        norm, kernel_size, dense, conv: as in `generator`.
    """
    h = dense(grid[0] * grid[1] * channels[0], use_bias=norm is None, kernel_initializer=small())(h)
    h = layers.Reshape((*grid, channels[0]))(h)
    for filters in channels[1:]:
        h = layers.ReLU()(norm()(h))
        h = conv(filters, kernel_size, 2, padding="same", use_bias=False, kernel_initializer=small())(h)
    return layers.ReLU()(norm()(h))


def features_of(
    x: Tensor, *, width: int, most: int, norm: MakeLayer, kernel_size: int = 4, conv: MakeLayer = ImageConv2D
) -> Tensor:
    """Shrinks an image tensor [B, H, W, C] to its coarsest feature map [B, h, w, c].

    Args:
        x: [B, H, W, C], see `pyramid` for the sides.
        width, most, norm, kernel_size, conv: as in `generator`.
    """
    _, levels = pyramid((*x.shape[1:-1], 1))
    for level, filters in enumerate(widths(levels, width, most)):
        x = conv(filters, kernel_size, 2, padding="same", kernel_initializer=small())(x)
        x = norm()(x) if level else x
        x = layers.LeakyReLU(0.2)(x)
    return x


def generator(
    image_shape: Shape,
    latent_dim: int = 100,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    trunk: Callable[..., Tensor] = image_from,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        latent_dim: length of z.
        width: channels before the last convolution; doubled at each coarser level.
        most: upper bound of channels.
        norm: () -> normalization layer.
        trunk: what grows the image, such as `residual_image`.
        **parts: `kernel_size`, and layer classes `dense` and `conv` (for instance the spectral or equalized ones).
    """
    z = keras.Input((latent_dim,), name="z")
    return keras.Model(z, trunk(z, image_shape, width=width, most=most, norm=norm, **parts), name=name)


def discriminator(
    image_shape: Shape,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    trunk: Callable[..., Tensor] = features_of,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """Image [B, H, W, C] -> logit [B, 1]. Arguments as in `generator`; with `no_norm` or `layer_norm`, a critic.

    `tail` makes a layer for the flattened features before the last one reads them, such as
    `layers.MinibatchDiscrimination`; `trunk` shrinks the image, see `residual_features`.
    """
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(trunk(image, width=width, most=most, norm=norm, **parts))
    h = tail()(h) if tail else h
    logit = dense(1, kernel_initializer=small(), dtype="float32", name="logit")(h)
    return keras.Model(image, logit, name=name)
