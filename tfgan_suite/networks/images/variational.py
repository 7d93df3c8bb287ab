"""VAE-GAN networks: encoder and feature discriminator beside DCGAN's generator, which is the decoder.

Larsen et al. 2015, table 1, https://arxiv.org/abs/1512.09300, has 5x5 convolutions and batch normalization in all three
networks; these grow from the same trunks as DCGAN's, of the sizes that the suite's pyramid gives.
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import features_of, small
from tfgan_suite.networks.norms import batch_norm


def variational_encoder(
    image_shape: Shape,
    latent_dim: int = 128,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "encoder",
    **parts: Any,
) -> keras.Model:
    """Image [B, H, W, C] -> (mean [B, latent_dim], log variance [B, latent_dim]) of q(z|image).

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        latent_dim: length of the code.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(features_of(image, width=width, most=most, norm=norm, **parts))
    heads = [
        layers.Dense(latent_dim, kernel_initializer=small(), dtype="float32", name=name)(h)
        for name in ("mean", "log_variance")
    ]
    return keras.Model(image, heads, name=name)


def feature_discriminator(
    image_shape: Shape,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
    **parts: Any,
) -> keras.Model:
    """Image [B, H, W, C] -> (features [B, h, w, c] of the coarsest level, logit [B, 1]).

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width, most, norm, **parts: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    features = features_of(image, width=width, most=most, norm=norm, **parts)
    logit = layers.Dense(1, kernel_initializer=small(), dtype="float32", name="logit")(layers.Flatten()(features))
    return keras.Model(image, [features, logit], name=name)
