"""Capsule discriminator. Saqur and Vivona 2018, https://arxiv.org/abs/1806.03968"""

import keras
from keras import layers, ops

from tfgan_suite.aliases import Shape, Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import Capsules
from tfgan_suite.layers.capsules import squash
from tfgan_suite.layers.full_precision import FullPrecision
from tfgan_suite.networks.pyramid import refuse_large


def capsule_discriminator(
    image_shape: Shape,
    *,
    width: int = 256,
    kernel_size: int = 9,
    capsules: int = 32,
    rounds: int = 3,
    name: str = "discriminator",
) -> keras.Model:
    """Image [B, H, W, C] -> logit [B, 1] of the length of the one output capsule, of 16 numbers.

    Departs from Sabour et al. 2017, https://arxiv.org/abs/1710.09829, whose layers these are, in LeakyReLU .2 for ReLU,
    as in discriminators.

    Args:
        image_shape: (height, width, channels), sides of at least `2 kernel_size - 1`.
        width: channels of the first convolution.
        kernel_size: of both convolutions.
        capsules: kinds of primary capsules, of 8 numbers each at every place.
        rounds: of routing; with one output capsule they change nothing, since all couplings are 1.
        name: the network's name.

    Raises:
        SuiteError: images that are smaller than both convolutions need.
    """
    refuse_large(image_shape, "capsules")
    if (least := 2 * kernel_size - 1) > min(image_shape[:2]):
        size = "x".join(map(str, image_shape[:2]))
        raise SuiteError(
            f"capsules need images of {least}x{least} or more, and these are {size}: give --image-size 28."
        )
    image = keras.Input(image_shape, name="image")
    h = layers.LeakyReLU(0.2)(layers.Conv2D(width, kernel_size)(image))
    h = layers.Conv2D(8 * capsules, kernel_size, 2)(h)
    primary = _Squash(name="primary")(layers.Reshape((-1, 8))(h))
    s = Capsules(1, 16, rounds, name="capsule")(primary)
    return keras.Model(image, _LogitOfLength(dtype="float32", name="logit")(s), name=name)


@keras.saving.register_keras_serializable(package="tfgan_suite")
class _Squash(FullPrecision):
    def call(self, s: Tensor) -> Tensor:
        return squash(s)


@keras.saving.register_keras_serializable(package="tfgan_suite")
class _LogitOfLength(layers.Layer):
    """log l / (1 - l) of the length l = |s|² / (1 + |s|²), which is log |s|²."""

    def call(self, s: Tensor) -> Tensor:
        return ops.log(ops.sum(s**2, axis=-1) + 1e-9)
