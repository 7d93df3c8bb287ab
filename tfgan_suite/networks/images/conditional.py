"""Label-conditional convolutional networks.

Mirza and Osindero 2014, https://arxiv.org/abs/1411.1784, feed the label into both players beside the latents and beside
the image. Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, eq. 3, project the label on the features instead.
"""

from typing import Any

import keras
from keras import layers, ops

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.networks.images.convolutional import features_of, image_from, small
from tfgan_suite.networks.norms import batch_norm


def conditional_generator(
    image_shape: Shape,
    num_classes: int,
    latent_dim: int = 100,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
    **parts: Any,
) -> keras.Model:
    """(z [B, latent_dim], label int32 [B]) -> image [B, H, W, C] in [-1, 1]; the one-hot label stands beside z."""
    z = keras.Input((latent_dim,), name="z")
    label = keras.Input((), dtype="int32", name="label")
    h = layers.Concatenate()([z, one_hot(label, num_classes)])
    image = image_from(h, image_shape, width=width, most=most, norm=norm, **parts)
    return keras.Model([z, label], image, name=name)


def concat_discriminator(
    image_shape: Shape,
    num_classes: int,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    dense: MakeLayer = layers.Dense,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """(image [B, H, W, C], label int32 [B]) -> logit [B, 1]; the label enters as one constant map for each class."""
    image, label = _image_and_label(image_shape)
    maps = layers.Reshape((1, 1, num_classes))(one_hot(label, num_classes))
    maps = layers.UpSampling2D(image_shape[:2])(maps)
    h = features_of(layers.Concatenate()([image, maps]), width=width, most=most, norm=norm, **parts)
    logit = dense(1, kernel_initializer=small(), dtype="float32", name="logit")(layers.Flatten()(h))
    return keras.Model([image, label], logit, name=name)


def projection_discriminator(
    image_shape: Shape,
    num_classes: int,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    dense: MakeLayer = layers.Dense,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """(image [B, H, W, C], label int32 [B]) -> logit [B, 1] = ψ(φ) + <V y, φ> with φ the flattened features."""
    image, label = _image_and_label(image_shape)
    φ = layers.Flatten()(features_of(image, width=width, most=most, norm=norm, **parts))
    Vy = dense(φ.shape[-1], use_bias=False, kernel_initializer=small(), name="projection")(one_hot(label, num_classes))
    ψ = dense(1, kernel_initializer=small(), dtype="float32", name="source")(φ)
    inner = layers.Dot(axes=1, dtype="float32")([Vy, φ])
    return keras.Model([image, label], layers.Add(name="logit", dtype="float32")([ψ, inner]), name=name)


def one_hot(label: Tensor, num_classes: int) -> Tensor:
    """Label int32 [B] -> one-hot float [B, num_classes], with operations that LiteRT has built in."""
    return ops.one_hot(label, num_classes)


def _image_and_label(image_shape):
    return keras.Input(image_shape, name="image"), keras.Input((), dtype="int32", name="label")
