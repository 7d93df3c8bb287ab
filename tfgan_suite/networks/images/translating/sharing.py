"""Translators between two domains through one code: what is nearest to it is shared by both.

Liu et al. 2017, section 2 and appendix A, https://arxiv.org/abs/1703.00848
"""

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import small
from tfgan_suite.networks.images.translating.translators import Change, reflected, smoothed, strided
from tfgan_suite.networks.norms import instance_norm
from tfgan_suite.networks.pyramid import pyramid


def domain_encoder(
    image_shape: Shape,
    *,
    width: int = 64,
    halvings: int = 2,
    blocks: int = 3,
    norm: MakeLayer = instance_norm,
    name: str = "encoder",
) -> keras.Model:
    """Image [B, H, W, C] -> maps [B, h, w, c], of one domain alone.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width: channels at full size; doubled wherever sides are halved.
        halvings: how often they are.
        blocks: residual blocks at the coarsest size.
        norm: () -> normalization layer.
        name: the network's name.
    """
    pyramid(image_shape)
    image = keras.Input(image_shape, name="image")
    h = layers.ReLU()(norm()(reflected(image, width, 7)))
    for level in range(1, halvings + 1):
        h = strided(h, width * 2**level, norm)
    return keras.Model(image, _residual(h, blocks, norm), name=name)


def domain_decoder(
    maps_shape: Shape,
    channels: int,
    *,
    halvings: int = 2,
    blocks: int = 3,
    norm: MakeLayer = instance_norm,
    double: Change = smoothed,
    name: str = "decoder",
) -> keras.Model:
    """Maps [B, h, w, c] -> image [B, H, W, channels] in [-1, 1], of one domain alone.

    Args:
        maps_shape: (h, w, c).
        channels: of the image.
        halvings: how often sides are doubled.
        blocks, norm, name: as in `domain_encoder`.
        double: how sides are doubled, see `resnet_translator`.
    """
    maps = keras.Input(maps_shape, name="maps")
    h = _residual(maps, blocks, norm)
    for level in range(1, halvings + 1):
        h = double(h, maps_shape[-1] // 2**level, norm)
    h = reflected(h, channels, 7)
    return keras.Model(maps, layers.Activation("tanh", name="image", dtype="float32")(h), name=name)


def shared_maps(
    maps_shape: Shape, *, blocks: int = 1, norm: MakeLayer = instance_norm, name: str = "shared"
) -> keras.Model:
    """Maps [B, h, w, c] -> maps of the same shape, for both domains.

    Args:
        maps_shape: (h, w, c).
        blocks, norm, name: as in `domain_encoder`.
    """
    maps = keras.Input(maps_shape, name="maps")
    return keras.Model(maps, _residual(maps, blocks, norm), name=name)


def _residual(h, blocks, norm):
    for _ in range(blocks):
        inside = layers.ReLU()(norm()(_conv(h)))
        h = layers.Add()([h, norm()(_conv(inside))])
    return h


def _conv(h):
    return layers.Conv2D(h.shape[-1], 3, padding="same", kernel_initializer=small())(h)
