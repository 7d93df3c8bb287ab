"""Progressively growing networks. Karras et al. 2018, table 2, https://arxiv.org/abs/1710.10196

All levels are built at once. A view of one level is an ordinary network that shares the layers it needs.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Any

import keras
from keras import layers, ops

from tfgan_suite.aliases import Config, Shape, Tensor
from tfgan_suite.layers import Bias, Blur, EqualizedConv2D, EqualizedDense, MinibatchSigma, PixelNorm
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.convolutional import widths
from tfgan_suite.networks.pyramid import pyramid

FIRST_GAIN = math.sqrt(2) / 4  # of the dense layer, in the authors' program


def growing_generator(
    image_shape: Shape, latent_dim: int = 64, *, width: int = 16, most: int = 64, name: str = "generator"
) -> keras.Model:
    """z [B, latent_dim] -> the images of every level, from the coarsest to [B, H, W, C]; linear, about [-1, 1].

    The dense layer at the beginning has one bias for each channel, not for each of its numbers: beside so small a gain
    those would soon draw one image whatever z is.

    Args:
        image_shape: (height, width, channels) of the finest level.
        latent_dim: length of z.
        width: channels at the finest level; doubled at each coarser one.
        most: upper bound of channels.
    """
    grid, levels = pyramid(image_shape)
    coarsest, *finer = widths(levels + 1, width, most)[::-1]
    z = keras.Input((latent_dim,), name="z")
    first = EqualizedDense(math.prod(grid) * coarsest, gain=FIRST_GAIN, use_bias=False)
    h = layers.Reshape((*grid, coarsest))(first(PixelNorm()(z)))
    h = PixelNorm()(layers.LeakyReLU(0.2)(Bias()(h)))
    h = PixelNorm()(conv(coarsest)(h))
    images = [to_rgb(h, image_shape[-1], 0)]
    for level, filters in enumerate(finer, 1):
        h = doubled(h)
        for _ in range(2):
            h = PixelNorm()(conv(filters)(h))
        images.append(to_rgb(h, image_shape[-1], level))
    return keras.Model(z, images, name=name)


def growing_critic(
    image_shape: Shape, *, width: int = 16, most: int = 64, group: int = 4, blurred: bool = False, name: str = "critic"
) -> keras.Model:
    """(The image of every level [B, h, w, C], alpha [B]) -> the score [B, 1] of each.

    Args:
        image_shape: (height, width, channels) of the finest level.
        width: channels at the finest level; doubled at each coarser one.
        most: upper bound of channels.
        group: examples whose spread is measured together, see `layers.MinibatchSigma`.
        blurred: whether features are blurred before they are halved, as in Karras et al. 2019.
    """
    grid, levels = pyramid(image_shape)
    channels = widths(levels + 1, width, most)[::-1]
    alpha = keras.Input((), name="alpha")
    images = [keras.Input((grid[0] * 2**k, grid[1] * 2**k, image_shape[-1])) for k in range(levels + 1)]
    from_rgb = [EqualizedConv2D(filters, 1, activation="leaky_relu") for filters in channels]
    blocks = [keras.Sequential(judging(grid, channels[0], group), name="score")]
    blocks += [keras.Sequential(shrinking(here, below, blurred)) for below, here in itertools.pairwise(channels)]
    scores = []
    for level, image in enumerate(images):
        h = blocks[level](from_rgb[level](image))
        if level:
            h = fade([from_rgb[level - 1](halved(image)), h], ops.reshape(alpha, (-1, 1, 1, 1)))
        for block in blocks[:level][::-1]:
            h = block(h)
        scores.append(h)
    return keras.Model([*images, alpha], scores, name=name)


def generator_at(generator: keras.Model, level: int) -> keras.Model:
    """View: the inputs -> the images of the level and, where there is one, of the level below, that one first.

    Noise of finer levels is none of its inputs.
    """
    outputs = generator.outputs[max(0, level - 1) : level + 1]
    inputs = [x for x in generator.inputs if len(x.shape) < 4 or x.shape[1] <= outputs[-1].shape[1]]
    return keras.Model(inputs if len(inputs) > 1 else inputs[0], outputs)


def critic_at(critic: keras.Model, level: int) -> keras.Model:
    """View: (image, alpha) -> score."""
    *images, alpha = critic.inputs
    return keras.Model([images[level], alpha] if level else images[level], critic.outputs[level])


def faded(generator: keras.Model, level: int, alpha: Tensor | float) -> keras.Model:
    """What a growing generator has become, as a network of one image at this level, alpha folded in."""
    view = generator_at(generator, level)
    images = view.outputs if alpha < 1 else view.outputs[-1:]
    return keras.Model(view.input, FadeUp(alpha, dtype="float32", name="image")(images), name=generator.name)


def fade(pair: Sequence[Tensor], alpha: Tensor | float) -> Tensor:
    """(1 - alpha) old + alpha new: exactly old at 0, exactly new at 1."""
    old, new = pair
    return (1 - alpha) * old + alpha * new


def fade_up(images: Sequence[Tensor], alpha: Tensor | float) -> Tensor:
    """The last of the images, faded in over the one below it if there is one."""
    *below, image = images
    return fade([doubled(below[0]), image], alpha) if below else image


@keras.saving.register_keras_serializable("tfgan_suite")
class FadeUp(layers.Layer):
    """`fade_up` at a fixed alpha; one layer with a name of its own, since names that Keras makes up for single
    operations are taken in a generator that was loaded.

    Args:
        alpha: share of the last image, 0 to 1.
    """

    def __init__(self, alpha: Tensor | float, **options: Any) -> None:
        super().__init__(**options)
        self.alpha = alpha

    def call(self, images: Sequence[Tensor]) -> Tensor:
        return fade_up(images, self.alpha)

    def get_config(self) -> Config:
        return {**super().get_config(), "alpha": self.alpha}


def halved(images: Tensor) -> Tensor:
    """Half the size, each pixel the mean of four."""
    return ops.average_pool(images, 2, 2)


def conv(filters: int, size: int = 3, **options: Any) -> keras.layers.Layer:
    """A convolution followed by LeakyReLU .2, its learning rate equalized."""
    return EqualizedConv2D(filters, size, padding="same", activation="leaky_relu", **options)


def judging(grid: Shape, filters: int, group: int) -> list[keras.layers.Layer]:
    """The critic's last layers, from features at the coarsest grid to the score."""
    last = EqualizedConv2D(filters, grid, activation="leaky_relu")
    return [MinibatchSigma(group), conv(filters), last, layers.Flatten(), EqualizedDense(1, gain=1.0, dtype="float32")]


def shrinking(filters: int, below: int, blurred: bool) -> list[keras.layers.Layer]:
    """One level of the critic: from one resolution to half of it."""
    return [conv(filters), *([Blur()] if blurred else []), conv(below), layers.AveragePooling2D(2)]


def to_rgb(h: Tensor, channels: int, level: int) -> Tensor:
    """Features -> image of a level, linear."""
    return EqualizedConv2D(channels, 1, gain=1.0, dtype="float32", name=f"to_rgb_{level}")(h)
