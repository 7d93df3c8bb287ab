"""The style-based generator in its two halves. Karras et al. 2019, figure 1, appendix C,
https://arxiv.org/abs/1812.04948"""

import functools

import keras
from keras import layers

from tfgan_suite.aliases import Shape
from tfgan_suite.layers import AdaIN, AddNoise, Bias, Blur, EqualizedConv2D, EqualizedDense, LearnedConstant, PixelNorm
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.convolutional import widths
from tfgan_suite.networks.images.growing import to_rgb
from tfgan_suite.networks.pyramid import pyramid


def style_mapping(
    latent_dim: int = 64, style_dim: int = 64, *, depth: int = 8, lr_multiplier: float = 0.01, name: str = "mapping"
) -> keras.Model:
    """z [B, latent_dim], normalized -> w [B, style_dim], by dense layers that learn slowly.

    Args:
        latent_dim: length of z.
        style_dim: length of w.
        depth: how many layers.
        lr_multiplier: their learning rate over that of all others.
    """
    z = keras.Input((latent_dim,), name="z")
    h = PixelNorm()(z)
    for number in range(1, depth + 1):
        last = "w" if number == depth else None
        h = EqualizedDense(style_dim, activation="leaky_relu", lr_multiplier=lr_multiplier, name=last)(h)
    return keras.Model(z, h, name=name)


def style_synthesis(
    image_shape: Shape, style_dim: int = 64, *, width: int = 16, most: int = 64, name: str = "synthesis"
) -> keras.Model:
    """(styles [B, L, style_dim], noise_0 ... noise_(L-1) [B, h, w, 1]) -> the images of every level, from the coarsest
    to [B, H, W, C]; linear, about [-1, 1].

    Two of the L layers work at each resolution, the coarsest first: convolution (there is none at the very beginning),
    blur where it enlarged, noise, bias, LeakyReLU, AdaIN. The constant starts as noise instead of ones, which the first
    AdaIN would divide by nothing (as in Karras et al. 2020).

    Args:
        image_shape: (height, width, channels).
        style_dim: length of w.
        width: channels at the finest resolution; doubled at each coarser one.
        most: upper bound of channels.
    """
    grid, levels = pyramid(image_shape)
    channels = widths(levels + 1, width, most)[::-1]
    styles = keras.Input((2 * len(channels), style_dim), name="styles")
    conv = functools.partial(EqualizedConv2D, kernel_size=3, padding="same", use_bias=False)
    noises, images, h = [], [], LearnedConstant((*grid, channels[0]))(styles)
    for layer, filters in enumerate(filters for filters in channels for _ in range(2)):
        if layer and layer % 2 == 0:
            h = Blur()(conv(filters)(doubled(h)))
        elif layer:
            h = conv(filters)(h)
        noises.append(keras.Input((*h.shape[1:3], 1), name=f"noise_{layer}"))
        h = layers.LeakyReLU(0.2)(Bias()(AddNoise()([h, noises[-1]])))
        h = AdaIN()([h, EqualizedDense(2 * filters, gain=1.0)(styles[:, layer])])
        if layer % 2:
            images.append(to_rgb(h, image_shape[-1], layer // 2))
    return keras.Model([styles, *noises], images, name=name)
