"""Conditional convolutional networks: told a label, attributes or an embedding.

Mirza and Osindero 2014, https://arxiv.org/abs/1411.1784, feed the label into both players beside the latents and beside
the image. Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, eq. 3, project it on the features instead, and
normalize the generator's maps by it. Odena et al. 2016, https://arxiv.org/abs/1610.09585, read it from the image.

`told` is a number of classes or a condition, see `networks.told`. `trunk` grows or shrinks images, see
`residual_image`. The discriminators' `tail` makes a layer for the
flattened features, such as `layers.MinibatchDiscrimination`; other arguments as in `generator` and `discriminator`.
"""

from collections.abc import Callable
from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import Proxies
from tfgan_suite.networks.images.convolutional import features_of, image_from, small
from tfgan_suite.networks.norms import batch_norm, plain_batch_norm
from tfgan_suite.networks.told import hadamard, normalizing, projected, told_of

HIDDEN = 128


def conditional_generator(
    image_shape: Shape,
    told: Any,
    latent_dim: int = 100,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    trunk: Callable[..., Tensor] = image_from,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z [B, latent_dim], condition) -> image [B, H, W, C] in [-1, 1]; a one-hot label or vector stands beside z.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        latent_dim: length of z.
        width, most, norm, trunk, **parts: as in `networks.generator`.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    image = trunk(layers.Concatenate()([z, v]), image_shape, width=width, most=most, norm=norm, **parts)
    return keras.Model([z, condition], image, name=name)


def hadamard_generator(
    image_shape: Shape,
    told: Any,
    latent_dim: int = 100,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    trunk: Callable[..., Tensor] = image_from,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z, condition) -> image; 128 features of z are multiplied with an embedding of the condition.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        latent_dim: length of z.
        width, most, norm, trunk, **parts: as in `networks.generator`.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    h = hadamard(layers.Dense(HIDDEN, activation="relu")(z), v)
    image = trunk(h, image_shape, width=width, most=most, norm=norm, **parts)
    return keras.Model([z, condition], image, name=name)


def normalized_generator(
    image_shape: Shape,
    told: Any,
    latent_dim: int = 100,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = plain_batch_norm,
    trunk: Callable[..., Tensor] = image_from,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z, condition) -> image; each normalization `norm()`, without scale and shift of its own, gets those that the
    condition asks for.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        latent_dim: length of z.
        norm: () -> normalization layer without scale and shift.
        width, most, trunk, **parts: as in `networks.generator`.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    image = trunk(z, image_shape, width=width, most=most, norm=normalizing(norm, v), **parts)
    return keras.Model([z, condition], image, name=name)


def concat_discriminator(
    image_shape: Shape,
    told: Any,
    *,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    name: str = "discriminator",
    trunk: Callable[..., Tensor] = features_of,
    **parts: Any,
) -> keras.Model:
    """(image [B, H, W, C], condition) -> logit [B, 1]; it enters as one constant map for each entry of its vector.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        dense: the class of dense layers, for instance `layers.SpectralDense`.
        tail: () -> a layer for the flattened features, such as `layers.MinibatchDiscrimination`; None for none.
        name: the network's name.
        trunk: what shrinks the image, such as `residual_features`.
        **parts: `width`, `most`, `norm`, `kernel_size` and `conv`, as in `networks.generator`.
    """
    image = keras.Input(image_shape, name="image")
    condition, v, size = told_of(told)
    maps = layers.UpSampling2D(image_shape[:2])(layers.Reshape((1, 1, size))(v))
    φ = flat_features(layers.Concatenate()([image, maps]), tail, trunk, **parts)
    return keras.Model([image, condition], _logit(φ, dense), name=name)


def hadamard_discriminator(
    image_shape: Shape,
    told: Any,
    *,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    name: str = "discriminator",
    trunk: Callable[..., Tensor] = features_of,
    **parts: Any,
) -> keras.Model:
    """(image, condition) -> logit [B, 1] of features that are multiplied with an embedding of the condition.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        dense: the class of dense layers, for instance `layers.SpectralDense`.
        tail: () -> a layer for the flattened features, such as `layers.MinibatchDiscrimination`; None for none.
        name: the network's name.
        trunk: what shrinks the image, such as `residual_features`.
        **parts: `width`, `most`, `norm`, `kernel_size` and `conv`, as in `networks.generator`.
    """
    image = keras.Input(image_shape, name="image")
    condition, v, _ = told_of(told)
    φ = flat_features(image, tail, trunk, **parts)
    return keras.Model([image, condition], _logit(hadamard(φ, v, dense), dense), name=name)


def projection_discriminator(
    image_shape: Shape,
    told: Any,
    *,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    name: str = "discriminator",
    trunk: Callable[..., Tensor] = features_of,
    **parts: Any,
) -> keras.Model:
    """(image, condition) -> logit [B, 1] = ψ(φ) + <V v, φ> with φ the flattened features.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        dense: the class of dense layers, for instance `layers.SpectralDense`.
        tail: () -> a layer for the flattened features, such as `layers.MinibatchDiscrimination`; None for none.
        name: the network's name.
        trunk: what shrinks the image, such as `residual_features`.
        **parts: `width`, `most`, `norm`, `kernel_size` and `conv`, as in `networks.generator`.
    """
    image = keras.Input(image_shape, name="image")
    condition, v, _ = told_of(told)
    φ = flat_features(image, tail, trunk, **parts)
    return keras.Model([image, condition], projected(φ, v, dense), name=name)


def classifying_discriminator(
    image_shape: Shape,
    told: Any,
    *,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    name: str = "discriminator",
    trunk: Callable[..., Tensor] = features_of,
    **parts: Any,
) -> keras.Model:
    """Image -> (logit [B, 1], reading [B, size]): logits of the classes, or of the attributes, or an embedding.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        dense: the class of dense layers, for instance `layers.SpectralDense`.
        tail: () -> a layer for the flattened features, such as `layers.MinibatchDiscrimination`; None for none.
        name: the network's name.
        trunk: what shrinks the image, such as `residual_features`.
        **parts: `width`, `most`, `norm`, `kernel_size` and `conv`, as in `networks.generator`.
    """
    image = keras.Input(image_shape, name="image")
    _, _, size = told_of(told)
    φ = flat_features(image, tail, trunk, **parts)
    reading = dense(size, kernel_initializer=small(), dtype="float32", name="reading")(φ)
    return keras.Model(image, [_logit(φ, dense), reading], name=name)


def embedding_discriminator(
    image_shape: Shape,
    told: Any,
    *,
    units: int = 512,
    dense: MakeLayer = layers.Dense,
    tail: MakeLayer | None = None,
    name: str = "discriminator",
    trunk: Callable[..., Tensor] = features_of,
    **parts: Any,
) -> keras.Model:
    """Image -> (logit [B, 1], cosines [B, K] with a proxy of each class, embedding [B, units], a unit vector).

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        told: number of classes or a condition, see `networks.told`.
        units: length of the embedding; 512 in the authors' programs.
        dense: the class of dense layers, for instance `layers.SpectralDense`.
        tail: () -> a layer for the flattened features, such as `layers.MinibatchDiscrimination`; None for none.
        name: the network's name.
        trunk: what shrinks the image, such as `residual_features`.
        **parts: `width`, `most`, `norm`, `kernel_size` and `conv`, as in `networks.generator`.
    """
    image = keras.Input(image_shape, name="image")
    _, _, size = told_of(told)
    φ = flat_features(image, tail, trunk, **parts)
    embedding = layers.UnitNormalization(name="embedding", dtype="float32")(dense(units, dtype="float32")(φ))
    cosines = Proxies(size, name="cosines", dtype="float32")(embedding)
    return keras.Model(image, [_logit(φ, dense), cosines, embedding], name=name)


def flat_features(
    x: Tensor,
    tail: MakeLayer | None,
    trunk: Callable[..., Tensor],
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    **parts: Any,
) -> Tensor:
    """What the heads of a discriminator read, [B, d]: the trunk's maps of images x, flattened, through the tail."""
    φ = layers.Flatten()(trunk(x, width=width, most=most, norm=norm, **parts))
    return layers.Identity(name="features")(tail()(φ) if tail else φ)


def _logit(φ, dense):
    return dense(1, kernel_initializer=small(), dtype="float32", name="logit")(φ)
