"""CoGAN networks: generators, or discriminators, that share a part; one network each, saved as one.

Liu and Tuzel 2016, https://arxiv.org/abs/1606.07536, section 3: generators share their first layers, which decide what
is to be seen, and discriminators their last. Ghosh et al. 2017, https://arxiv.org/abs/1704.02906, share the first
layers of all their generators too.
"""

from collections.abc import Sequence

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import ImageConv2D, ImageConv2DTranspose
from tfgan_suite.networks.images.convolutional import small, widths
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid


def coupled_generators(
    image_shape: Shape,
    latent_dim: int = 100,
    *,
    names: Sequence[str] = ("image_a", "image_b"),
    shared: int | None = None,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    rendering: int | None = None,
) -> keras.Model:
    """z [B, latent_dim] -> one image [B, H, W, C] in [-1, 1] for each name.

    Args:
        image_shape: of every image.
        latent_dim: length of z.
        names: of the outputs.
        shared: how many of the first layers all generators share: the dense one, then transposed convolutions. By
            default all but the last, which each generator has for itself; 0 shares nothing.
        width, most, norm: as in `generator`.
        rendering: side of the kernel of a convolution at full size with which each generator then ends, as CoGAN's do
            (6 in the authors' program); by default they end like DCGAN's, with a transposed one.
    """
    grid, levels = pyramid(image_shape)
    depth = levels if rendering is None else levels + 1
    shared = depth if shared is None else _checked(shared, depth)
    z = keras.Input((latent_dim,), name="z")
    channels = widths(depth, width, most)[::-1]

    def grown(h, first, last):
        for layer in range(first, last):
            if layer == 0:
                h = layers.Dense(grid[0] * grid[1] * channels[0], kernel_initializer=small())(h)
                h = layers.Reshape((*grid, channels[0]))(h)
            else:
                h = _up(channels[layer])(h)
            h = layers.ReLU()(norm()(h))
        return h

    def tip():
        if rendering is None:
            return _up(image_shape[-1])
        return layers.Conv2D(image_shape[-1], rendering, padding="same", kernel_initializer=small())

    trunk = grown(z, 0, shared)
    tips = [tip()(grown(trunk, shared, depth)) for _ in names]
    images = [layers.Activation("tanh", name=n, dtype="float32")(h) for n, h in zip(names, tips, strict=True)]
    return keras.Model(z, images, name="generator")


def coupled_discriminators(
    image_shape: Shape,
    *,
    names: Sequence[str] = ("image_a", "image_b"),
    shared: int | None = None,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
) -> keras.Model:
    """One image [B, H, W, C] for each name -> as many logits [B, 1].

    Convolutions are shared, normalizations never: each domain keeps its own statistics.

    Args:
        image_shape: of every image.
        names: of the inputs.
        shared: how many of the last layers all discriminators share: the dense one, then convolutions. By default all
            but the first; 0 shares nothing.
        width, most, norm: as in `discriminator`.
    """
    _, levels = pyramid((*image_shape[:-1], 1))
    shared = levels if shared is None else _checked(shared, levels)

    def layer(number):
        if number == levels:
            return layers.Dense(1, kernel_initializer=small(), dtype="float32")
        filters = widths(levels, width, most)[number]
        return ImageConv2D(filters, 4, 2, padding="same", kernel_initializer=small())

    own = levels + 1 - shared
    common = [layer(number) for number in range(own, levels + 1)]
    inputs = [keras.Input(image_shape, name=name) for name in names]
    logits = []
    for h in inputs:
        for number, step in enumerate([*(layer(number) for number in range(own)), *common]):
            h = step(layers.Flatten()(h) if number == levels else h)
            if number < levels:
                h = layers.LeakyReLU(0.2)(norm()(h) if number else h)
        logits.append(h)
    return keras.Model(inputs, logits, name="discriminator")


def _checked(shared, most):
    if not 0 <= shared <= most:
        raise SuiteError(f"{shared} layers cannot be shared: from 0 to {most} can, for each keeps one of its own.")
    return shared


def _up(filters):
    return ImageConv2DTranspose(filters, 4, 2, padding="same", kernel_initializer=small())
