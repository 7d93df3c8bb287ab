"""Two paths: what networks share that are told a caption and where it shall be true.

Reed et al. 2016, sections 4.1 and 4.2, figures 2 to 4, https://arxiv.org/abs/1610.02454: a global path that sees where
the text is, and a local one that is nothing elsewhere.
"""

from collections.abc import Sequence

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import ImageConv2D, ImageConv2DTranspose
from tfgan_suite.networks.images.convolutional import small, widths
from tfgan_suite.networks.pyramid import pyramid

LATE = 2  # doublings that both paths of a generator go together


def meeting(image_shape: Shape, width: int, most: int) -> tuple[Shape, Shape, list[int], list[int]]:
    """(the coarsest grid, the sides at which a generator's paths meet, their channels up to there, those from there).

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width, most: as in `networks.generator`.

    Raises:
        SuiteError: images of less than 16x16.
    """
    grid, levels = pyramid(image_shape)
    if levels < 2:
        raise SuiteError(f"Images of {image_shape[0]}x{image_shape[1]} leave no place for parts: give 16x16 or more.")
    early = levels - min(LATE, levels - 1)
    channels = widths(levels, width, most)[::-1]
    height, breadth = grid
    return grid, (height * 2**early, breadth * 2**early), channels[: early + 1], channels[early:]


def told(embedding: Tensor, units: int) -> Tensor:
    """A text's embedding [B, d] brought down to [B, units]."""
    return layers.LeakyReLU(0.2)(layers.Dense(units)(embedding))


def spread(text: Tensor, sides: Shape) -> Tensor:
    """A text [B, d] at every place [B, height, width, d]."""
    return layers.UpSampling2D(sides)(layers.Reshape((1, 1, text.shape[-1]))(text))


def read(where: Tensor, grid: Shape, units: int, norm: MakeLayer) -> Tensor:
    """Maps that say what is where, halved down to the grid and brought to [B, 2 units]."""
    while where.shape[1] > grid[0]:
        where = layers.LeakyReLU(0.2)(norm()(halved(where, units)))
    return layers.LeakyReLU(0.2)(layers.Dense(2 * units)(layers.Flatten()(where)))


def image_of(paths: Sequence[Tensor], channels: Sequence[int], colours: int, norm: MakeLayer) -> Tensor:
    """The image [B, H, W, colours] in [-1, 1] that paths of equal sides make together.

    Args:
        paths: maps.
        channels: of the maps that they become, then of those of each doubling but the last.
        colours: channels of the image.
        norm: () -> normalization layer.
    """
    first, *rest = channels
    h = layers.Conv2D(first, 3, padding="same", kernel_initializer=small())(layers.Concatenate()([*paths]))
    h = layers.ReLU()(norm()(h))
    for filters in rest:
        h = layers.ReLU()(norm()(_doubled(h, filters)))
    return layers.Activation("tanh", name="image", dtype="float32")(_doubled(h, colours))


def shrunk(path: Tensor, channels: Sequence[int], norm: MakeLayer) -> Tensor:
    """A path's maps, halved once for each entry of `channels`."""
    for wide in channels:
        path = layers.LeakyReLU(0.2)(norm()(halved(path, wide)))
    return path


def logit_of(paths: Sequence[Tensor]) -> Tensor:
    """The logit [B, 1] of the coarsest maps of all paths."""
    h = layers.Flatten()(layers.Concatenate()([*paths]))
    return layers.Dense(1, kernel_initializer=small(), dtype="float32", name="logit")(h)


def halved(h: Tensor, filters: int) -> Tensor:
    """Maps of half the sides."""
    return ImageConv2D(filters, 4, 2, padding="same", kernel_initializer=small())(h)


def _doubled(h, filters):
    return ImageConv2DTranspose(filters, 4, 2, padding="same", kernel_initializer=small())(h)


def first_halved(image: keras.KerasTensor, width: int, most: int) -> tuple[Tensor, list[int]]:
    """(an image's maps of half its sides, the channels of the further ones)."""
    first, *rest = widths(pyramid(image.shape[1:])[1], width, most)
    return layers.LeakyReLU(0.2)(halved(image, first)), rest
