"""Multi-scale critic: features of an image at every level. Xue et al. 2017, https://arxiv.org/abs/1706.01805"""

import keras
from keras import initializers, layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import widths
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid


def multiscale_critic(
    image_shape: Shape, *, width: int = 32, most: int = 256, norm: MakeLayer = batch_norm, name: str = "critic"
) -> keras.Model:
    """Image [B, H, W, C] -> the image itself and the features of each scale, a list of [B, h, w, c].

    Xue et al. 2017, section 3.1, https://arxiv.org/abs/1706.01805: 4x4 convolutions of stride 2, normalization
    everywhere but after the first, LeakyReLU. Weights start from N(0, .02) cut off at .04, inside the paper's clip.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides; any number of channels.
        width: channels of the finest scale; doubled at each coarser one.
        most: upper bound of channels.
        norm: () -> normalization layer.
    """
    _, levels = pyramid(image_shape)
    image = keras.Input(image_shape, name="image")
    scales = [image]
    for level, filters in enumerate(widths(levels, width, most)):
        start = initializers.TruncatedNormal(0.0, 0.02)
        h = layers.Conv2D(filters, 4, 2, padding="same", kernel_initializer=start)(scales[-1])
        scales.append(layers.LeakyReLU(0.2)(norm()(h) if level else h))
    return keras.Model(image, scales, name=name)
