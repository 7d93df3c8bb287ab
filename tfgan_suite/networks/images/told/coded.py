"""InfoGAN networks: a generator that is given codes, and a discriminator that reads them back.

Chen et al. 2016, section 7 and appendix C.1, https://arxiv.org/abs/1606.03657: all that reads an image is one trunk;
the score and Q, behind one more hidden layer of 128, are its heads. Departs from it: the hidden dense layer of 1024 in
both networks is left out, as in DCGAN.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import features_of, image_from, small
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.told import one_hot

HIDDEN = 128


def coded_generator(
    image_shape: Shape,
    categories: int | Sequence[int] | Mapping[str, int] = 10,
    codes: int = 2,
    latent_dim: int = 62,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z [B, latent_dim], category int32 [B], continuous [B, codes]) -> image [B, H, W, C] in [-1, 1].

    Several `categories` are as many categorical codes, of so many values each: category, category_2, ...

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        categories: values of the categorical code, or of each of several, one or more; or how many by the code's name.
        codes: how many continuous codes, one or more.
        latent_dim: length of z.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    values = _by_name(categories)
    category = [keras.Input((), dtype="int32", name=name) for name in values]
    continuous = keras.Input((codes,), name="continuous")
    told = [one_hot(code, count) for code, count in zip(category, values.values(), strict=True)]
    h = layers.Concatenate()([z, *told, continuous])
    image = image_from(h, image_shape, width=width, most=most, norm=norm, **parts)
    return keras.Model([z, *category, continuous], image, name=name)


def reading_discriminator(
    image_shape: Shape,
    categories: int | Sequence[int] | Mapping[str, int] = 10,
    codes: int = 2,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """Image -> (logit [B, 1], category logits [B, categories], mean of the continuous codes [B, codes]).

    Of several categorical codes each has logits of its own.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        categories, codes: as in `coded_generator`.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(features_of(image, width=width, most=most, norm=norm, **parts))
    q = layers.LeakyReLU(0.2)(norm()(layers.Dense(HIDDEN, kernel_initializer=small())(h)))
    logit = _head(h, 1, "logit")
    category = [_head(q, count, code) for code, count in _by_name(categories).items()]
    return keras.Model(image, [logit, *category, _head(q, codes, "continuous")], name=name)


def _by_name(categories):
    """Values of each categorical code, by its name: category, category_2, ... where it has none."""
    if isinstance(categories, Mapping):
        return dict(categories)
    counts = [categories] if isinstance(categories, int) else categories
    return {"category" if number == 1 else f"category_{number}": count for number, count in enumerate(counts, start=1)}


def _head(h, outputs, name):
    return layers.Dense(outputs, kernel_initializer=small(), dtype="float32", name=name)(h)
