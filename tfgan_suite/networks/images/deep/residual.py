"""Residual trunks: deeper image networks, for `trunk=` of generators and discriminators.

Gulrajani et al. 2017, appendix F, https://arxiv.org/abs/1704.00028; Miyato et al. 2018, appendix B.4,
https://arxiv.org/abs/1802.05957: blocks of normalization, rectifier and 3x3 convolution, twice, beside a shortcut, up
by nearest neighbours and down by means. The discriminator ends in the sum over all places, as Miyato's; Gulrajani's
ends in the mean. The papers' networks for images of 32x32 halve twice and go on with two blocks that do not; these
halve down to 4x4 and go on with one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import keras
from keras import layers, ops

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.convolutional import widths
from tfgan_suite.networks.images.deep.attention import attended, attending
from tfgan_suite.networks.pyramid import pyramid

ROOT = 2**0.5
Block = Callable[..., Tensor]


@dataclass(frozen=True)
class Blocks:
    """What a trunk is made of: functions of maps, a number of channels, a norm and `convolution(filters, side)`.

    Args:
        up: to maps of twice the sides.
        first: from an image to maps of half its sides, without a norm at its beginning.
        down: to maps of half the sides.
        last: to maps of the same sides.
    """

    up: Block
    first: Block
    down: Block
    last: Block


def residual_image(
    h: Tensor,
    image_shape: Shape,
    *,
    width: int,
    most: int,
    norm: MakeLayer,
    norms: Sequence[MakeLayer] | None = None,
    attention: int | None = None,
    dense: MakeLayer = layers.Dense,
    conv: MakeLayer = layers.Conv2D,
    initializer: Callable = keras.initializers.GlorotUniform,
    blocks: Blocks | None = None,
    name: str = "image",
) -> Tensor:
    """Grows a code tensor [B, d] into an image tensor [B, H, W, C] in [-1, 1], the output of a layer called `name`.

    Args:
        h: [B, d].
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width: channels of the finest maps; doubled at each coarser level.
        most: upper bound of channels.
        norm: () -> normalization layer.
        norms: one such for each block, where they differ.
        attention: how many times higher the image is than the maps that attend to themselves, see `attending`; None for
            none.
        dense, conv: layer classes, for instance the spectral ones.
        initializer: () -> initializer of kernels.
        blocks: what grows it; the plain ones by default.
        name: of the last layer.
    """
    grid, levels = pyramid(image_shape)
    channels = widths(levels + 1, width, most)[::-1]
    at = attending(attention, image_shape[:2], [_times(grid, 2**level) for level in range(1, levels + 1)])
    h = dense(grid[0] * grid[1] * channels[0], kernel_initializer=initializer())(h)
    h = layers.Reshape((*grid, channels[0]))(h)
    for filters, of_block in zip(channels[1:], norms or [norm] * levels, strict=True):
        h = (blocks or PLAIN).up(h, filters, of_block, _convolutions(conv, initializer))
        h = attended(h, conv) if h.shape[1:3] == at else h
    h = layers.ReLU()(norm()(h))
    h = _convolutions(conv, initializer)(image_shape[-1], 3)(h)
    return layers.Activation("tanh", name=name, dtype="float32")(h)


def residual_features(
    x: Tensor,
    *,
    width: int,
    most: int,
    norm: MakeLayer,
    attention: int | None = None,
    conv: MakeLayer = layers.Conv2D,
    initializer: Callable = keras.initializers.GlorotUniform,
    blocks: Blocks | None = None,
) -> Tensor:
    """Shrinks an image tensor [B, H, W, C] to features [B, c], the sums of its coarsest maps.

    Args:
        x: [B, H, W, C], see `pyramid` for the sides.
        norm: () -> normalization layer; there is none in front of the first convolution.
        width, most, attention, conv, initializer, blocks: as in `residual_image`.
    """
    grid, levels = pyramid((*x.shape[1:-1], 1))
    at = attending(attention, x.shape[1:3], [_times(grid, 2**level) for level in range(levels)])
    convolution, filters = _convolutions(conv, initializer), widths(levels, width, most)
    blocks = blocks or PLAIN
    x = blocks.first(x, filters[0], norm, convolution)
    x = attended(x, conv) if x.shape[1:3] == at else x
    for wide in filters[1:]:
        x = blocks.down(x, wide, norm, convolution)
        x = attended(x, conv) if x.shape[1:3] == at else x
    x = blocks.last(x, filters[-1], norm, convolution)
    return ops.sum(layers.ReLU()(norm()(x)), axis=(1, 2))


def _times(grid, factor):
    height, width = grid
    return height * factor, width * factor


def _convolutions(conv, initializer):
    """(filters, side) -> a convolution of stride 1."""
    return lambda filters, side: conv(filters, side, padding="same", kernel_initializer=initializer())


def up(x: Tensor, filters: int, norm: MakeLayer, convolution: MakeLayer) -> Tensor:
    """Maps [B, H, W, C] -> [B, 2H, 2W, filters]; `convolution(filters, side)` makes those of a block."""
    h = convolution(filters, 3)(doubled(layers.ReLU()(norm()(x))))
    h = convolution(filters, 3)(layers.ReLU()(norm()(h)))
    return layers.Add()([h, convolution(filters, 1)(doubled(x))])


def _first_down(x, filters, _, convolution):
    h = layers.ReLU()(convolution(filters, 3)(x))
    h = layers.AveragePooling2D(2)(convolution(filters, 3)(h))
    return layers.Add()([h, convolution(filters, 1)(layers.AveragePooling2D(2)(x))])


def _down(x, filters, norm, convolution):
    h = convolution(filters, 3)(layers.ReLU()(norm()(x)))
    h = convolution(filters, 3)(layers.ReLU()(norm()(h)))
    return layers.Add()([layers.AveragePooling2D(2)(x_) for x_ in (h, convolution(filters, 1)(x))])


def _level(x, filters, norm, convolution):
    h = convolution(filters, 3)(layers.ReLU()(norm()(x)))
    h = convolution(filters, 3)(layers.ReLU()(norm()(h)))
    return layers.Add()([x, h])


PLAIN = Blocks(up, _first_down, _down, _level)
