"""From coarse to fine: a translator of small images, and an enhancer around it that makes them twice as large.

Wang et al. 2018, section 3.1, figure 3, https://arxiv.org/abs/1711.11585
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.translating.translators import (
    FINEST,
    Change,
    reflected,
    resnet_translator,
    strided,
    transposed,
)
from tfgan_suite.networks.norms import instance_norm


def coarse_painter(layout_shape: Shape, *, name: str = "coarse", **parts: Any) -> keras.Model:
    """Layout [B, h, w, K] -> maps [B, h, w, width], of which an image can be made: the paper's G1 but for its end.

    Args:
        layout_shape: (h, w, K).
        name: the network's name.
        **parts: as in `resnet_translator`; the paper has width 64, four halvings and nine blocks.
    """
    whole = resnet_translator(layout_shape, **parts)
    return keras.Model(whole.input, whole.get_layer(FINEST).output, name=name)


def coarse_image(maps_shape: Shape, channels: int, *, name: str = "preview") -> keras.Model:
    """Maps [B, h, w, width] -> image [B, h, w, channels] in [-1, 1]: the end of the paper's G1.

    Args:
        maps_shape: (h, w, width).
        channels: of the image.
        name: the network's name.
    """
    maps = keras.Input(maps_shape, name="maps")
    return keras.Model(maps, _image(maps, channels), name=name)


def enhancer(
    layout_shape: Shape,
    channels: int,
    *,
    width: int = 32,
    blocks: int = 3,
    norm: MakeLayer = instance_norm,
    double: Change = transposed,
    name: str = "enhancer",
) -> keras.Model:
    """(layout [B, H, W, K], maps [B, H/2, W/2, 2 width]) -> image [B, H, W, channels] in [-1, 1]: the paper's G2.

    Args:
        layout_shape: (H, W, K).
        channels: of the image.
        width: channels at full size, half of those of the maps that come from the coarse network.
        blocks: residual blocks behind the sum of both.
        norm: () -> normalization layer.
        double: how sides are doubled, see `resnet_translator`.
        name: the network's name.
    """
    height, breadth, _ = layout_shape
    layout = keras.Input(layout_shape, name="layout")
    maps = keras.Input((height // 2, breadth // 2, 2 * width), name="maps")
    h = layers.ReLU()(norm()(reflected(layout, width, 7)))
    h = layers.Add()([strided(h, 2 * width, norm), maps])
    for _ in range(blocks):
        inside = layers.ReLU()(norm()(reflected(h, 2 * width, 3)))
        h = layers.Add()([h, norm()(reflected(inside, 2 * width, 3))])
    return keras.Model([layout, maps], _image(double(h, width, norm), channels), name=name)


def _image(maps, channels):
    return layers.Activation("tanh", name="image", dtype="float32")(reflected(maps, channels, 7))
