"""Bottlenecks: blocks for residual trunks twice as deep, with a quarter of the channels inside.

Brock et al. 2018, appendix B and tables 7 to 9 (BigGAN-deep), https://arxiv.org/abs/1809.11096: 1x1, 3x3, 3x3 and 1x1
convolutions; two blocks for each doubling or halving. Shortcuts have no weights that the channels do not ask for: going
up they drop channels, going down they keep all and add those that are missing by a 1x1 convolution.
"""

from keras import layers

from tfgan_suite.aliases import MakeLayer, Tensor
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.deep.residual import Blocks

QUARTER = 4


def _inside(x, filters, norm, convolution, change=lambda h: h):
    """The branch of a block up to its last convolution; `change` is made of its maps before the 3x3 ones."""
    thin = max(1, filters // QUARTER)
    h = convolution(thin, 1)(layers.ReLU()(norm()(x)))
    h = convolution(thin, 3)(change(layers.ReLU()(norm()(h))))
    h = convolution(thin, 3)(layers.ReLU()(norm()(h)))
    return layers.ReLU()(norm()(h))


def level(x: Tensor, filters: int, norm: MakeLayer, convolution: MakeLayer) -> Tensor:
    """Maps [B, H, W, C] -> [B, H, W, filters]."""
    branch = convolution(filters, 1)(_inside(x, filters, norm, convolution))
    return layers.Add()([branch, _with_channels(x, filters, convolution)])


def up(x: Tensor, filters: int, norm: MakeLayer, convolution: MakeLayer) -> Tensor:
    """Maps [B, H, W, C] -> [B, 2H, 2W, filters], by a block that keeps the sides and one that doubles them."""
    x = level(x, x.shape[-1], norm, convolution)
    branch = convolution(filters, 1)(_inside(x, filters, norm, convolution, doubled))
    return layers.Add()([branch, doubled(_with_channels(x, filters, convolution))])


def down(x: Tensor, filters: int, norm: MakeLayer, convolution: MakeLayer) -> Tensor:
    """Maps [B, H, W, C] -> [B, H/2, W/2, filters], by a block that halves the sides and one that keeps them."""
    branch = convolution(filters, 1)(layers.AveragePooling2D(2)(_inside(x, filters, norm, convolution)))
    x = _with_channels(layers.AveragePooling2D(2)(x), filters, convolution)
    return level(layers.Add()([branch, x]), filters, norm, convolution)


def first_down(x: Tensor, filters: int, norm: MakeLayer, convolution: MakeLayer) -> Tensor:
    """An image [B, H, W, C] -> [B, H/2, W/2, filters]."""
    return down(convolution(filters, 3)(x), filters, norm, convolution)


def _with_channels(x, filters, convolution):
    have = x.shape[-1]
    if have >= filters:
        return x if have == filters else x[..., :filters]
    return layers.Concatenate()([x, convolution(filters - have, 1)(x)])


BOTTLENECKS = Blocks(up, first_down, down, lambda x, *_: x)
