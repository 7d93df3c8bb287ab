"""Styles for any generator: a mapping network, and normalization by what it makes of z.

Karras et al. 2019, section 2, https://arxiv.org/abs/1812.04948: AdaIN, instance normalization whose scale and shift are
an affine function of the style w, in the place of whatever a trunk normalizes by. Noise, blur, the learned constant and
growth are StyleGAN's own, see `style_synthesis`.
"""

from collections.abc import Callable
from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.networks.images.convolutional import image_from
from tfgan_suite.networks.images.style_based import style_mapping
from tfgan_suite.networks.norms import plain_instance_norm
from tfgan_suite.networks.told import normalizing, told_of


def styled_generator(
    image_shape: Shape,
    latent_dim: int = 100,
    told: Any = None,
    *,
    style_dim: int = 64,
    mapping_depth: int = 4,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = plain_instance_norm,
    trunk: Callable[..., Tensor] = image_from,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """z [B, latent_dim], or (z, condition) -> image [B, H, W, C] in [-1, 1].

    A condition stands beside z in front of the mapping network. The trunk begins from the style, too.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        latent_dim: length of z.
        told: number of classes or a condition, see `networks.told`; None for nothing.
        style_dim: length of w.
        mapping_depth: layers of the mapping network; eight in the paper, for longer trainings.
        norm: () -> normalization layer without scale and shift.
        width, most, trunk, **parts: as in `networks.generator`.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = (None, None, 0) if told is None else told_of(told)
    h = z if told is None else layers.Concatenate()([z, v])
    w = style_mapping(h.shape[-1], style_dim, depth=mapping_depth)(h)
    image = trunk(w, image_shape, width=width, most=most, norm=normalizing(norm, w), **parts)
    return keras.Model(z if told is None else [z, condition], image, name=name)
