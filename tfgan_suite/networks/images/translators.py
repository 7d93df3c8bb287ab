"""Residual translator: the image-to-image network of Johnson et al. 2016 as CycleGAN has it."""

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.layers.reflection import ReflectionPadding2D
from tfgan_suite.networks.images.convolutional import small
from tfgan_suite.networks.norms import instance_norm
from tfgan_suite.networks.pyramid import pyramid


def resnet_translator(
    image_shape: Shape,
    channels: int | None = None,
    *,
    width: int = 64,
    halvings: int = 2,
    blocks: int = 9,
    norm: MakeLayer = instance_norm,
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
    """
    pyramid(image_shape)
    image = keras.Input(image_shape, name="image")
    h = layers.ReLU()(norm()(_reflected(image, width, 7)))
    *finer, coarsest = [width * 2**level for level in range(halvings + 1)]
    for filters in (*finer[1:], coarsest):
        h = layers.Conv2D(filters, 3, 2, padding="same", kernel_initializer=small())(h)
        h = layers.ReLU()(norm()(h))
    for _ in range(blocks):
        inside = layers.ReLU()(norm()(_reflected(h, coarsest, 3)))
        h = layers.Add()([h, norm()(_reflected(inside, coarsest, 3))])
    for filters in reversed(finer):
        h = layers.Conv2DTranspose(filters, 3, 2, padding="same", kernel_initializer=small())(h)
        h = layers.ReLU()(norm()(h))
    h = _reflected(h, channels or image_shape[-1], 7)
    return keras.Model(image, layers.Activation("tanh", name="translation", dtype="float32")(h), name=name)


def _reflected(x, filters, kernel_size):
    padded = ReflectionPadding2D(kernel_size // 2)(x)
    return layers.Conv2D(filters, kernel_size, kernel_initializer=small())(padded)
