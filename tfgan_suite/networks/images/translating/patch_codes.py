"""Codes of patches: places of a network's maps, brought to unit vectors that can be compared.

Park et al. 2020, section 3 and appendix C.1, https://arxiv.org/abs/2007.15651. Dense layers begin as Keras has them:
from the fiftieth part, with which the authors' program begins, gradients of unit vectors are as many times as large.
"""

from collections.abc import Sequence
from typing import Any

import keras
from keras import layers, ops

from tfgan_suite.aliases import Tensor


def patch_projector(channels: Sequence[int], *, units: int = 256, name: str = "projector") -> keras.Model:
    """Rows of maps, one [B, P, c] for each layer, -> unit vectors [B, P, units], by two dense layers for each.

    Args:
        channels: c of each layer.
        units: of the hidden layer and of the codes.
        name: the network's name.
    """
    rows = [keras.Input((None, count), name=f"rows_{number}") for number, count in enumerate(channels)]
    return keras.Model(rows, [_unit(_mlp(x, units)) for x in rows], name=name)


def projector_of(translator: keras.Model, compared: Sequence[str], **size: Any) -> keras.Model:
    """`patch_projector` for the image itself and for the maps of a translator's layers.

    Args:
        translator: image -> image.
        compared: names of its layers, such as `networks.compared_layers` has.
        **size: as in `patch_projector`.
    """
    maps = [translator.input, *(translator.get_layer(name).output for name in compared)]
    return patch_projector([each.shape[-1] for each in maps], **size)


def picked(maps: Tensor, places: Tensor) -> Tensor:
    """Rows [B, P, c] of maps [B, H, W, c] at places int [B, P], counted row by row."""
    rows = ops.reshape(maps, (-1, maps.shape[1] * maps.shape[2], maps.shape[3]))
    return ops.take_along_axis(rows, places[..., None], axis=1)


def _mlp(x, units):
    return layers.Dense(units)(layers.ReLU()(layers.Dense(units)(x)))


def _unit(x):
    return layers.UnitNormalization(dtype="float32")(x)
