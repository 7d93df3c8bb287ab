"""Super-resolution: networks that make images larger, and one that tells them from real ones.

Ledig et al. 2016, section 2.1 and figure 4, https://arxiv.org/abs/1609.04802
"""

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import PixelShuffle
from tfgan_suite.networks.norms import batch_norm


def enlarger(
    image_shape: Shape,
    factor: int = 4,
    *,
    width: int = 64,
    blocks: int = 16,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
) -> keras.Model:
    """SRResNet: image [B, h, w, C] -> image [B, factor h, factor w, C] in [-1, 1].

    Residual blocks of two convolutions with PReLU between them, a shortcut around all, and a shuffle of channels into
    pixels for each doubling. The paper ends linearly; here tanh keeps the range.

    Args:
        image_shape: (h, w, C) of what is enlarged; the network is fully convolutional.
        factor: 2, 4 or 8.
        width: channels of all maps.
        blocks: residual blocks.
        norm: () -> normalization layer.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    start = _prelu(_conv(width, 9)(image))
    h = start
    for _ in range(blocks):
        inside = _prelu(norm()(_conv(width)(h)))
        h = layers.Add()([h, norm()(_conv(width)(inside))])
    h = layers.Add()([start, norm()(_conv(width)(h))])
    for _ in range(factor.bit_length() - 1):
        h = _prelu(PixelShuffle(2)(_conv(4 * width)(h)))
    large = layers.Activation("tanh", name="enlarged", dtype="float32")(_conv(image_shape[-1], 9)(h))
    return keras.Model(image, large, name=name)


def enlarged_discriminator(
    image_shape: Shape,
    *,
    width: int = 64,
    most: int = 512,
    halvings: int = 4,
    units: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
) -> keras.Model:
    """Image [B, H, W, C] -> logit [B, 1], by pairs of 3x3 convolutions of stride 1 and 2.

    Args:
        image_shape: (height, width, channels).
        width: channels of the first pair; doubled at each further one.
        most: upper bound of channels.
        halvings: pairs, as long as sides are even.
        units: of the dense layer before the logit.
        norm: () -> normalization layer, everywhere but after the first convolution.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    h = image
    for level in range(halvings):
        filters = min(width * 2**level, most)
        h = _conv(filters)(h)
        h = layers.LeakyReLU(0.2)(norm()(h) if level else h)
        h = layers.LeakyReLU(0.2)(norm()(_conv(filters, 3, 2)(h)))
    h = layers.LeakyReLU(0.2)(layers.Dense(units)(layers.Flatten()(h)))
    return keras.Model(image, layers.Dense(1, dtype="float32", name="logit")(h), name=name)


def _conv(filters: int, side: int = 3, stride: int = 1) -> layers.Layer:
    return layers.Conv2D(filters, side, stride, padding="same")


def _prelu(x: Tensor) -> Tensor:
    return layers.PReLU(shared_axes=(1, 2))(x)
