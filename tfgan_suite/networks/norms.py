"""Normalization layers as GAN papers set them."""

import keras
from keras import initializers, layers

from tfgan_suite.layers import FusedBatchNormalization


def batch_norm() -> keras.layers.Layer:
    """Batch normalization of Radford et al. 2015: γ ~ N(1, .02), ε 1e-5; momentum .9 suits short trainings."""
    gamma = initializers.RandomNormal(1.0, 0.02)
    return FusedBatchNormalization(momentum=0.9, epsilon=1e-5, gamma_initializer=gamma, synchronized=True)


def plain_batch_norm() -> keras.layers.Layer:
    """The same without scale and shift, for a condition to give them; see `layers.ConditionalNormalization`."""
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5, center=False, scale=False, synchronized=True)


def layer_norm() -> keras.layers.Layer:
    """Layer normalization over height, width and channels, which Gulrajani et al. 2017 put into critics."""
    return layers.LayerNormalization(axis=[1, 2, 3], epsilon=1e-5)


def instance_norm() -> keras.layers.Layer:
    """Instance normalization of Ulyanov et al. 2016: one image, one channel; it has no moving statistics."""
    return layers.GroupNormalization(groups=-1, epsilon=1e-5)


def plain_instance_norm() -> keras.layers.Layer:
    """The same without scale and shift, for a style to give them; see `networks.styled_generator`."""
    return layers.GroupNormalization(groups=-1, epsilon=1e-5, center=False, scale=False)


def image_norm() -> keras.layers.Layer:
    """Layer normalization with one scale for each channel: one image, all channels at once, so that a channel may be
    brighter than another. Instance normalization makes all equal and with that forgets how bright a garment was."""
    return layers.GroupNormalization(groups=1, epsilon=1e-5)


def no_norm() -> keras.layers.Layer:
    """The identity."""
    return layers.Identity()
