"""MAD-GAN networks: many generators with one trunk, and a discriminator that names the source.

Ghosh et al. 2017, section 3, https://arxiv.org/abs/1704.02906: the generators share their first layers; the
discriminator names the source of an example, generator 0 ... N - 1 or, last, the real data.
"""

from typing import Any

import keras
from keras import layers, ops

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import features_of, small
from tfgan_suite.networks.images.heads import coupled_generators
from tfgan_suite.networks.norms import batch_norm


def image_generators(
    image_shape: Shape,
    count: int,
    latent_dim: int = 100,
    *,
    shared: int | None = None,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
) -> keras.Model:
    """z [B, latent_dim] -> images [B, N, H, W, C] in [-1, 1], one of each generator; see `coupled_generators`.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        count: N, the generators.
        latent_dim: length of z.
        shared: as in `coupled_generators`.
        width, most, norm: as in `networks.generator`.
    """
    names = [f"image_{i}" for i in range(count)]
    parts: dict[str, Any] = {"shared": shared, "width": width, "most": most, "norm": norm}
    return _together(coupled_generators(image_shape, latent_dim, names=names, **parts), "image")


def point_generators(count: int, dimensions: int = 2, latent_dim: int = 2, *, units: int = 128) -> keras.Model:
    """z [B, latent_dim] -> points [B, N, dimensions]; the first of three dense layers is shared.

    Args:
        count: N.
        dimensions: coordinates of a point.
        latent_dim: length of z.
        units: of the hidden layers.
    """
    z = keras.Input((latent_dim,), name="z")
    trunk = layers.Dense(units, activation="relu")(z)
    tips = [layers.Dense(dimensions)(layers.Dense(units, activation="relu")(trunk)) for _ in range(count)]
    return _together(keras.Model(z, tips, name="generator"), "point")


def source_discriminator(
    image_shape: Shape, count: int, *, width: int = 64, most: int = 1024, norm: MakeLayer = batch_norm
) -> keras.Model:
    """Image [B, H, W, C] -> logits [B, N + 1]; the last is that of real images.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        count: N, the generators.
        width, most, norm: as in `networks.generator`.
    """
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(features_of(image, width=width, most=most, norm=norm))
    logits = layers.Dense(count + 1, kernel_initializer=small(), dtype="float32", name="logits")(h)
    return keras.Model(image, logits, name="discriminator")


def one_of(generators: keras.Model) -> keras.Model:
    """The served form of several generators: (z [B, latent_dim], index int32 [B]) -> the example of that generator."""
    z = keras.Input(generators.inputs[0].shape[1:], name="z")
    index = keras.Input((), dtype="int32", name="index")
    examples = generators(z)
    _, count, *shape = examples.shape
    chosen = layers.Reshape((count,) + (1,) * len(shape))(ops.one_hot(index, count))
    name = generators.output_names[0]
    return keras.Model([z, index], layers.Identity(name=name)(ops.sum(chosen * examples, axis=1)), name=generators.name)


def _together(generators, name):
    together = [layers.Reshape((1, *h.shape[1:]))(h) for h in generators.outputs]
    examples = layers.Concatenate(axis=1, name=name, dtype="float32")(together)
    return keras.Model(generators.inputs, examples, name="generator")
