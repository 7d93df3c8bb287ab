"""Convolutions of stride 2 from and to images: Keras' own, quicker on processors.

A processor's library is slow at the transposed convolution to few channels, which both the generator's last layer and
the gradient that the discriminator hands back are. Shi et al. 2016 (section 3.2, https://arxiv.org/abs/1609.05158):
it is an ordinary convolution to four times the channels, whose maps are then interleaved. This takes a half to a third
of the time.
"""

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor

MOST_CHANNELS = 8


class OfImages:
    """What both layers share: when to take the other way.

    It is taken in training alone, so that exported networks keep the one operation that every runtime knows.
    """

    def _quick(self, channels, training):
        plain = (
            self.kernel_size == (4, 4)
            and self.strides == (2, 2)
            and self.dilation_rate == (1, 1)
            and self.padding == "same"
            and self.data_format == "channels_last"
            and getattr(self, "groups", 1) == 1
        )
        return training and plain and channels <= MOST_CHANNELS and not tf.config.list_physical_devices("GPU")

    def _finished(self, h):
        return self.activation(h + self.bias if self.use_bias else h)


@keras.saving.register_keras_serializable(package="tfgan_suite")
class ImageConv2D(OfImages, keras.layers.Conv2D):
    """`keras.layers.Conv2D`, with a quicker gradient towards up to eight channels if it is 4x4 of stride 2.

    Values and gradients are Keras' up to rounding. Sides must be even to be quick; other layers are Keras' own.
    """

    def call(self, images: Tensor, training: bool | None = None) -> Tensor:
        if self._quick(images.shape[-1], training) and _even(images):
            return self._finished(shrunk(images, tf.convert_to_tensor(self.kernel)))
        return super().call(images)


@keras.saving.register_keras_serializable(package="tfgan_suite")
class ImageConv2DTranspose(OfImages, keras.layers.Conv2DTranspose):
    """`keras.layers.Conv2DTranspose`, quicker for up to eight filters if it is 4x4 of stride 2.

    Values and gradients are Keras' up to rounding.
    """

    def call(self, maps: Tensor, training: bool | None = None) -> Tensor:
        if self._quick(self.filters, training) and self.output_padding is None:
            return self._finished(grown(maps, tf.convert_to_tensor(self.kernel)))
        return super().call(maps)


def _even(images):
    return all(side is not None and side % 2 == 0 for side in images.shape[1:3])


@tf.custom_gradient
def shrunk(images: Tensor, kernel: Tensor) -> Tensor:
    """Images [B, 2H, 2W, C] and a kernel [4, 4, C, F] -> maps [B, H, W, F]: the convolution of stride 2."""

    def gradient(slope):
        return grown(slope, kernel), _gradient_of_kernel(images, kernel, slope)

    return tf.nn.conv2d(images, kernel, 2, "SAME"), gradient


@tf.custom_gradient
def grown(maps: Tensor, kernel: Tensor) -> Tensor:
    """Maps [B, H, W, F] and a kernel [4, 4, C, F] -> images [B, 2H, 2W, C]: the transposed convolution of stride 2."""

    def gradient(slope):
        return shrunk(slope, kernel), _gradient_of_kernel(slope, kernel, maps)

    channels, filters = kernel.shape[2:]
    phases = tf.reshape(kernel, (2, 2, 2, 2, channels, filters))
    phases = tf.reshape(tf.transpose(phases, (0, 2, 5, 1, 3, 4)), (2, 2, filters, 4 * channels))
    framed = tf.nn.conv2d(maps, tf.reverse(phases, (0, 1)), 1, [[0, 0], [1, 1], [1, 1], [0, 0]])
    return tf.nn.depth_to_space(framed, 2)[:, 1:-1, 1:-1], gradient


def _gradient_of_kernel(images, kernel, maps):
    return tf.compat.v1.nn.conv2d_backprop_filter(images, kernel.shape, maps, (1, 2, 2, 1), "SAME")
