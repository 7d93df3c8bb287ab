"""Dense networks (MLPs) for points in the plane."""

import keras
from keras import initializers, layers


def mlp(x, outputs, *, units=128, depth=2, activation="relu", dense=layers.Dense, output=None, name=None):
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


def point_generator(dimensions=2, latent_dim=2, **parts):
    """z [B, latent_dim] -> point [B, dimensions]."""
    return mlp(keras.Input((latent_dim,), name="z"), dimensions, output="point", name="generator", **parts)


def point_discriminator(dimensions=2, name="discriminator", outputs=1, **parts):
    """Point [B, dimensions] -> logit [B, outputs]."""
    return mlp(keras.Input((dimensions,), name="point"), outputs, output="logit", name=name, **parts)


def orthogonal_dense(units, activation=None, name=None):
    """A dense layer whose kernel starts orthogonal with gain 1.4, for `mlp`."""
    return layers.Dense(units, activation, kernel_initializer=initializers.Orthogonal(1.4), name=name)
