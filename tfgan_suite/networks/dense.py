"""Small dense networks for points in the plane."""

import keras
from keras import layers


def mlp(x, outputs, *, units=128, depth=2, activation="relu", dense=layers.Dense, name=None):
    """Keras input x [B, d] -> [B, outputs], linear, through `depth` hidden layers of `units`.

    Args:
        x: `keras.Input((d,), name=...)`; its name is the one in the exported signature.
        outputs: length of the output.
        dense: the layer class, for instance `layers.SpectralDense`.
        name: the network's name.
    """
    h = x
    for _ in range(depth):
        h = dense(units, activation=activation)(h)
    return keras.Model(x, dense(outputs)(h), name=name)


def point_generator(dimensions=2, latent_dim=2, **parts):
    """z [B, latent_dim] -> point [B, dimensions]."""
    return mlp(keras.Input((latent_dim,), name="z"), dimensions, name="generator", **parts)


def point_discriminator(dimensions=2, name="discriminator", **parts):
    """Point [B, dimensions] -> logit [B, 1]."""
    return mlp(keras.Input((dimensions,), name="point"), 1, name=name, **parts)
