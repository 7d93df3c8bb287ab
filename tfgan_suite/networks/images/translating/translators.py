"""Residual translators: the image-to-image network of Johnson et al. 2016, as CycleGAN and as CUT have it."""

from collections.abc import Callable
from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import Blur
from tfgan_suite.layers.reflection import ReflectionPadding2D
from tfgan_suite.networks.images.convolutional import small
from tfgan_suite.networks.norms import instance_norm
from tfgan_suite.networks.pyramid import pyramid

Change = Callable[..., Tensor]
FINEST = "finest"  # the layer whose maps become the image


def strided(h: Tensor, filters: int, norm: MakeLayer, name: str | None = None) -> Tensor:
    """Half the sides by a convolution of stride 2; `name` is the convolution's."""
    h = layers.Conv2D(filters, 3, 2, padding="same", kernel_initializer=small(), name=name)(h)
    return layers.ReLU()(norm()(h))


def transposed(h: Tensor, filters: int, norm: MakeLayer) -> Tensor:
    """Twice the sides by a transposed convolution."""
    return layers.ReLU()(norm()(layers.Conv2DTranspose(filters, 3, 2, padding="same", kernel_initializer=small())(h)))


def blurred(h: Tensor, filters: int, norm: MakeLayer, name: str | None = None) -> Tensor:
    """Half the sides by blurring what a convolution of stride 1 made. Zhang 2019, https://arxiv.org/abs/1904.11486"""
    h = layers.Conv2D(filters, 3, padding="same", kernel_initializer=small(), name=name)(h)
    return layers.AveragePooling2D(1, 2)(Blur()(layers.ReLU()(norm()(h))))


def smoothed(h: Tensor, filters: int, norm: MakeLayer) -> Tensor:
    """Twice the sides by bilinear interpolation, then a convolution: every phone's processor has both."""
    h = layers.UpSampling2D(2, interpolation="bilinear")(h)
    return layers.ReLU()(norm()(layers.Conv2D(filters, 3, padding="same", kernel_initializer=small())(h)))


def resnet_translator(
    image_shape: Shape,
    channels: int | None = None,
    *,
    width: int = 64,
    halvings: int = 2,
    blocks: int = 9,
    norm: MakeLayer = instance_norm,
    halve: Change = strided,
    double: Change = transposed,
    name: str = "translator",
) -> keras.Model:
    """Image [B, H, W, C] -> image [B, H, W, channels] in [-1, 1].

    Zhu et al. 2017, appendix 7.2, https://arxiv.org/abs/1703.10593: c7s1-64, d128, d256, residual blocks, u128, u64,
    c7s1-C, with instance normalization and reflection padding.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        channels: of the translation; by default those of the image.
        width: channels at full size; doubled at both coarser ones.
        blocks: residual blocks, 9 at 256 pixels, 6 at 128.
        norm: () -> normalization layer.
        halve, double: how sides change, such as `strided` and `transposed`, or `blurred` and `smoothed`, as CUT does.
        name: the network's name. Its layers down_1, down_2, ... are the convolutions at which sides are halved, and
            block_1, block_2, ... end a residual block.
    """
    pyramid(image_shape)
    image = keras.Input(image_shape, name="image")
    h = layers.ReLU()(norm()(reflected(image, width, 7)))
    *finer, coarsest = [width * 2**level for level in range(halvings + 1)]
    for level, filters in enumerate((*finer[1:], coarsest), 1):
        h = halve(h, filters, norm, f"down_{level}")
    for block in range(1, blocks + 1):
        inside = layers.ReLU()(norm()(reflected(h, coarsest, 3)))
        h = layers.Add(name=f"block_{block}")([h, norm()(reflected(inside, coarsest, 3))])
    for filters in reversed(finer):
        h = double(h, filters, norm)
    h = layers.Identity(name=FINEST)(h)
    h = reflected(h, channels or image_shape[-1], 7)
    return keras.Model(image, layers.Activation("tanh", name="translation", dtype="float32")(h), name=name)


def compared_layers(halvings: int, blocks: int) -> tuple[str, ...]:
    """Names of a translator's layers whose maps CUT compares: where it halves, its first block, and the fifth of nine.

    Park et al. 2020, appendix C.1, https://arxiv.org/abs/2007.15651

    Args:
        halvings, blocks: as in `resnet_translator`.
    """
    downs = (f"down_{level}" for level in range(1, halvings + 1))
    return tuple(dict.fromkeys((*downs, "block_1", f"block_{-(-blocks * 5 // 9)}")))


def blurred_translator(image_shape: Shape, channels: int | None = None, **parts: Any) -> keras.Model:
    """`resnet_translator` that blurs before it halves and interpolates to double, without transposed convolutions.

    Park et al. 2020, appendix C.1, https://arxiv.org/abs/2007.15651

    Args:
        image_shape, channels, **parts: as in `resnet_translator`.
    """
    return resnet_translator(image_shape, channels, halve=blurred, double=smoothed, **parts)


def reflected(x: Tensor, filters: int, kernel_size: int) -> Tensor:
    """A convolution of stride 1 behind a border that mirrors the image."""
    padded = ReflectionPadding2D(kernel_size // 2)(x)
    return layers.Conv2D(filters, kernel_size, kernel_initializer=small())(padded)
