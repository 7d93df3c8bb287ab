"""The mirror of DCGAN's generator."""

import keras
from keras import layers

from tfgan_suite.networks.convolutional import features_of, small
from tfgan_suite.networks.norms import batch_norm


def encoder(image_shape, latent_dim=100, *, width=64, most=1024, norm=batch_norm, name="encoder", **parts):
    """Image [B, H, W, C] -> code [B, latent_dim]; arguments as in `networks.discriminator`."""
    image = keras.Input(image_shape, name="image")
    h = layers.Flatten()(features_of(image, width=width, most=most, norm=norm, **parts))
    code = layers.Dense(latent_dim, kernel_initializer=small(), dtype="float32", name="code")(h)
    return keras.Model(image, code, name=name)
