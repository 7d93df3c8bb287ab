"""Small dense networks for points in the plane that are told a condition; `told` as in `networks.told`."""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer
from tfgan_suite.networks.told import hadamard, projected, told_of


def conditional_point_generator(
    told: Any, dimensions: int = 2, latent_dim: int = 2, *, units: int = 128
) -> keras.Model:
    """(z [B, latent_dim], condition) -> point [B, dimensions]; the condition stands beside z.

    Args:
        told: number of classes or a condition, see `networks.told`.
        dimensions: d, coordinates of a point.
        latent_dim: length of z.
        units: of the hidden layers.
    """
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    return _generator(z, condition, layers.Concatenate()([z, v]), dimensions, units)


def hadamard_point_generator(told: Any, dimensions: int = 2, latent_dim: int = 2, *, units: int = 128) -> keras.Model:
    """The same; features of z are multiplied with an embedding of the condition."""
    z = keras.Input((latent_dim,), name="z")
    condition, v, _ = told_of(told)
    return _generator(z, condition, hadamard(layers.Dense(units, activation="relu")(z), v), dimensions, units)


def concat_point_discriminator(
    told: Any, dimensions: int = 2, *, units: int = 128, dense: MakeLayer = layers.Dense
) -> keras.Model:
    """(point [B, dimensions], condition) -> logit [B, 1]; the condition stands beside the point.

    Args:
        told: number of classes or a condition, see `networks.told`.
        dimensions: d, coordinates of a point.
        units: of the hidden layers.
        dense: the class of dense layers, for instance `layers.SpectralDense`.
    """
    point = keras.Input((dimensions,), name="point")
    condition, v, _ = told_of(told)
    logit = _logit(_hidden(layers.Concatenate()([point, v]), units, dense), dense)
    return keras.Model([point, condition], logit, name="discriminator")


def hadamard_point_discriminator(
    told: Any, dimensions: int = 2, *, units: int = 128, dense: MakeLayer = layers.Dense
) -> keras.Model:
    """The same of features that are multiplied with an embedding of the condition."""
    point = keras.Input((dimensions,), name="point")
    condition, v, _ = told_of(told)
    logit = _logit(hadamard(_hidden(point, units, dense), v, dense), dense)
    return keras.Model([point, condition], logit, name="discriminator")


def projection_point_discriminator(
    told: Any, dimensions: int = 2, *, units: int = 128, dense: MakeLayer = layers.Dense
) -> keras.Model:
    """The same with the condition projected on the features."""
    point = keras.Input((dimensions,), name="point")
    condition, v, _ = told_of(told)
    return keras.Model([point, condition], projected(_hidden(point, units, dense), v, dense), name="discriminator")


def classifying_point_discriminator(
    told: Any, dimensions: int = 2, *, units: int = 128, dense: MakeLayer = layers.Dense
) -> keras.Model:
    """Point -> (logit [B, 1], reading [B, size])."""
    point = keras.Input((dimensions,), name="point")
    _, _, size = told_of(told)
    φ = _hidden(point, units, dense)
    return keras.Model(point, [_logit(φ, dense), dense(size, name="reading")(φ)], name="discriminator")


def _generator(z, condition, h, dimensions, units):
    for _ in range(2):
        h = layers.Dense(units, activation="relu")(h)
    return keras.Model([z, condition], layers.Dense(dimensions, name="point")(h), name="generator")


def _hidden(h, units, dense):
    for _ in range(2):
        h = dense(units, activation="relu")(h)
    return layers.Identity(name="features")(h)


def _logit(φ, dense):
    return dense(1, name="logit")(φ)
