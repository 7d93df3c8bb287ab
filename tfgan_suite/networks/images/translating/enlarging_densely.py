"""Super-resolution by dense residual blocks, and a discriminator that judges every pixel.

Wang et al. 2018, section 3.1 and figure 4, https://arxiv.org/abs/1809.00219; Wang et al. 2021, section 3.4,
https://arxiv.org/abs/2107.10833
"""

import keras
from keras import initializers, layers

from tfgan_suite.aliases import Shape, Tensor
from tfgan_suite.layers import SpectralConv2D

SHARE = 0.2  # of what a block adds
LAYERS, INNER = 5, 3


def dense_enlarger(
    image_shape: Shape, factor: int = 4, *, width: int = 64, blocks: int = 23, growth: int = 32, name: str = "generator"
) -> keras.Model:
    """RRDBNet: image [B, h, w, C] -> image [B, factor h, factor w, C] in [-1, 1].

    Residual blocks within residual blocks, whose convolutions see all that came before in their block; no
    normalization. Sides are doubled by nearest neighbours and a convolution. The paper ends linearly; here tanh keeps
    the range.

    Args:
        image_shape: (h, w, C) of what is enlarged; the network is fully convolutional.
        factor: 2, 4 or 8.
        width: channels of the maps between blocks.
        blocks: residual blocks in residual blocks.
        growth: channels that each convolution within a block adds.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    start = h = _conv(width)(image)
    for _ in range(blocks):
        h = _residual_in_residual(h, width, growth)
    h = layers.Add()([start, _conv(width)(h)])
    for _ in range(factor.bit_length() - 1):
        h = layers.LeakyReLU(0.2)(_conv(width)(layers.UpSampling2D(2)(h)))
    h = _conv(image_shape[-1])(layers.LeakyReLU(0.2)(_conv(width)(h)))
    return keras.Model(image, layers.Activation("tanh", name="enlarged", dtype="float32")(h), name=name)


def pixel_discriminator(
    image_shape: Shape, *, width: int = 64, halvings: int = 3, name: str = "discriminator"
) -> keras.Model:
    """Image [B, H, W, C] -> logits [B, H, W, 1]: a U-Net with spectral normalization.

    Args:
        image_shape: (height, width, channels).
        width: channels at full size; doubled at each coarser one.
        halvings: how often sides are halved, as long as they are even.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    h = layers.LeakyReLU(0.2)(_conv(width)(image))
    finer: list[Tensor] = []
    while len(finer) < halvings and not (h.shape[1] % 2 or h.shape[2] % 2):
        finer.append(h)
        h = layers.LeakyReLU(0.2)(SpectralConv2D(2 * h.shape[-1], 4, 2, padding="same", use_bias=False)(h))
    for skip in reversed(finer):
        h = layers.UpSampling2D(2, interpolation="bilinear")(h)
        h = layers.Add()([layers.LeakyReLU(0.2)(_spectral(skip.shape[-1])(h)), skip])
    for _ in range(2):
        h = layers.LeakyReLU(0.2)(_spectral(width)(h))
    return keras.Model(image, layers.Conv2D(1, 3, padding="same", dtype="float32", name="logit")(h), name=name)


def _residual_in_residual(x: Tensor, width: int, growth: int) -> Tensor:
    h = x
    for _ in range(INNER):
        h = layers.Add()([h, SHARE * _dense(h, width, growth)])
    return layers.Add()([x, SHARE * h])


def _dense(x: Tensor, width: int, growth: int) -> Tensor:
    seen = [x]
    for _ in range(LAYERS - 1):
        together = layers.Concatenate()(seen) if len(seen) > 1 else x
        seen.append(layers.LeakyReLU(0.2)(_conv(growth)(together)))
    return _conv(width)(layers.Concatenate()(seen))


def _conv(filters: int) -> layers.Layer:
    """The authors' program begins with a tenth of He's weights."""
    drawn = initializers.VarianceScaling(2 * 0.1**2, "fan_in", "untruncated_normal")
    return layers.Conv2D(filters, 3, padding="same", kernel_initializer=drawn)


def _spectral(filters: int) -> layers.Layer:
    return SpectralConv2D(filters, 3, padding="same", use_bias=False)
