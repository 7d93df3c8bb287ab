"""A discriminator that says at once how real an image is as any class, which class it is, and how it is turned.

Lucic et al. 2019, section 3, https://arxiv.org/abs/1903.02271
"""

from collections.abc import Callable
from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.networks.images.convolutional import features_of, small
from tfgan_suite.networks.images.told.conditional import flat_features

QUARTERS = 4


def self_supervised_discriminator(
    image_shape: Shape,
    num_classes: int,
    *,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    trunk: Callable[..., Tensor] = features_of,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """Image -> (score [B, 1], projections [B, K], class logits [B, K], turn logits [B, 4]).

    The projected score of class k is the first output plus the k-th of the second, as Miyato and Koyama 2018 have it;
    so that one pass knows the scores of a label that only this pass finds.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        num_classes: K.
        dense, tail, trunk, **parts: as in `networks.classifying_discriminator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    φ = flat_features(image, tail, trunk, **parts)
    heads = {"source": 1, "projections": num_classes, "classes": num_classes, "turns": QUARTERS}
    said = [
        dense(units, use_bias=head != "projections", kernel_initializer=small(), dtype="float32", name=head)(φ)
        for head, units in heads.items()
    ]
    return keras.Model(image, said, name=name)
