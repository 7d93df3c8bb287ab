"""Painters: networks that make an image of a layout, in which each pixel has a class.

Park et al. 2019, sections 3.1 and appendix A, https://arxiv.org/abs/1903.07291
"""

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import SpectralConv2D
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.convolutional import widths
from tfgan_suite.networks.norms import plain_batch_norm
from tfgan_suite.networks.pyramid import pyramid


def modulated(h: Tensor, layout: Tensor, *, hidden: int = 128, norm: MakeLayer = plain_batch_norm) -> Tensor:
    """Spatially adaptive normalization (SPADE, eq. 1): maps [B, h, w, c] normalized, then scaled by 1 + γ and shifted
    by β, which a small network reads from the layout at each place.

    Normalization alone makes one value of every uniform region, and with that forgets which class it is of; γ and β say
    it again.

    Args:
        h: [B, h, w, c].
        layout: [B, H, W, K], whose sides are multiples of those of `h`; the nearest pixels of it are taken.
        hidden: channels of the network that reads it.
        norm: () -> normalization layer without scale and shift.
    """
    height, width, filters = h.shape[1:]
    down, right = layout.shape[1] // height, layout.shape[2] // width
    read = layers.ReLU()(_conv(hidden)(layout[:, ::down, ::right]))
    return norm()(h) * (1 + _conv(filters)(read)) + _conv(filters)(read)


def painter(
    image_shape: Shape,
    classes: int,
    latent_dim: int,
    *,
    width: int = 64,
    most: int = 1024,
    hidden: int = 128,
    norm: MakeLayer = plain_batch_norm,
    conv: MakeLayer = SpectralConv2D,
    name: str = "generator",
) -> keras.Model:
    """(layout [B, H, W, classes], z [B, latent_dim]) -> image [B, H, W, C] in [-1, 1].

    Residual blocks, each of which is told the layout at its own size, doubled by nearest neighbours. The paper's eight
    blocks lead from 4x4 to 256x256; here there is one for each size from the coarsest grid on.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        classes: channels of the layout.
        latent_dim: length of z.
        width: channels of the finest maps; doubled at each coarser level.
        most: upper bound of channels.
        hidden: see `modulated`.
        norm: () -> normalization layer without scale and shift.
        conv: layer class of the convolutions, but for those that read the layout.
        name: the network's name.
    """
    grid, levels = pyramid(image_shape)
    first, *finer = widths(levels + 1, width, most)[::-1]
    layout = keras.Input((*image_shape[:2], classes), name="layout")
    z = keras.Input((latent_dim,), name="z")
    told = {"layout": layout, "hidden": hidden, "norm": norm}
    h = layers.Reshape((*grid, first))(layers.Dense(grid[0] * grid[1] * first)(z))
    h = _block(h, first, conv, told)
    for filters in finer:
        h = _block(doubled(h), filters, conv, told)
    h = conv(image_shape[-1], 3, padding="same")(layers.LeakyReLU(0.2)(h))
    image = layers.Activation("tanh", name="image", dtype="float32")(h)
    return keras.Model([layout, z], image, name=name)


def _block(h, filters, conv, told):
    """Appendix A, figure 15: two convolutions behind SPADE, beside a shortcut that is a third where channels change."""
    middle = min(h.shape[-1], filters)
    inside = conv(middle, 3, padding="same")(layers.LeakyReLU(0.2)(modulated(h, **told)))
    inside = conv(filters, 3, padding="same")(layers.LeakyReLU(0.2)(modulated(inside, **told)))
    short = h if h.shape[-1] == filters else conv(filters, 1, use_bias=False)(modulated(h, **told))
    return layers.Add()([short, inside])


def _conv(filters):
    return layers.Conv2D(filters, 3, padding="same")
