"""Dense networks (MLPs) for points in the plane."""

from typing import Any

import keras
from keras import initializers, layers

from tfgan_suite.aliases import MakeLayer, Tensor


def mlp(
    x: Tensor,
    outputs: int,
    *,
    units: int = 128,
    depth: int = 2,
    activation: str = "relu",
    dense: MakeLayer = layers.Dense,
    output: str | None = None,
    name: str | None = None,
) -> keras.Model:
    """Keras input x [B, d] -> [B, outputs], linear, through `depth` hidden layers of `units`.

    Args:
        x: `keras.Input((d,), name=...)`; its name is the one in the exported signature.
        outputs: length of the output.
        dense: the layer class, for instance `layers.SpectralDense`.
        output: name of the output.
        name: the network's name.
    """
    h = x
    for _ in range(depth):
        h = dense(units, activation=activation)(h)
    return keras.Model(x, dense(outputs, name=output)(h), name=name)


def point_generator(dimensions: int = 2, latent_dim: int = 2, **parts: Any) -> keras.Model:
    """z [B, latent_dim] -> point [B, dimensions]."""
    return mlp(keras.Input((latent_dim,), name="z"), dimensions, output="point", name="generator", **parts)


def point_discriminator(
    dimensions: int = 2, name: str = "discriminator", outputs: int = 1, **parts: Any
) -> keras.Model:
    """Point [B, dimensions] -> logit [B, outputs]."""
    return mlp(keras.Input((dimensions,), name="point"), outputs, output="logit", name=name, **parts)


def orthogonal_dense(units: int, activation: str | None = None, name: str | None = None) -> keras.layers.Layer:
    """A dense layer whose kernel starts orthogonal with gain 1.4, for `mlp`."""
    return layers.Dense(units, activation, kernel_initializer=initializers.Orthogonal(1.4), name=name)
