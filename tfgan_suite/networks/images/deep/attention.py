"""Self-attention over maps: each place of an image may look at all others."""

import math
from collections.abc import Sequence

from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import Gate


def attended(x: Tensor, conv: MakeLayer = layers.Conv2D, name: str | None = None) -> Tensor:
    """Maps x [B, H, W, C] -> x + γ o, o what each place takes from all others; γ starts at 0.

    Zhang et al. 2018, section 3, https://arxiv.org/abs/1805.08318, with the sizes of the authors' program: queries and
    keys of C/8 channels, values of C/2, and keys and values of every second row and column only (the largest of four).
    The rows of softmax(q kᵀ) sum to one over the places looked at.

    Args:
        x: maps of even sides.
        conv: the class of the 1x1 convolutions, for instance `layers.SpectralConv2D`.
        name: of the layer that adds the branch.

    Raises:
        SuiteError: maps that are odd.
    """
    height, width, channels = x.shape[1:]
    if height % 2 or width % 2:
        raise SuiteError(f"Attention halves maps, and {height}x{width} is odd: let other ones attend (--attention).")
    thin, half = max(1, channels // 8), max(1, channels // 2)

    def seen(filters, halved):
        h = conv(filters, 1, use_bias=False)(x)
        h = layers.MaxPooling2D()(h) if halved else h
        return layers.Reshape((-1, filters))(h)

    query, key, value = seen(thin, False), seen(thin, True), seen(half, True)
    taken = layers.Reshape((height, width, half))(layers.Attention()([query, value, key]))
    return Gate(name=name)([x, conv(channels, 1, use_bias=False)(taken)])


def attending(ratio: int | None, image: Shape, maps: Sequence[Shape]) -> Shape | None:
    """(height, width) of the maps that attend: those of even sides that are nearest to `ratio` times smaller than the
    image; None for no attention.

    Args:
        ratio: how many times higher the image is; None for no attention.
        image: its (height, width).
        maps: (height, width) of the maps that there are.

    Raises:
        SuiteError: all of them have odd sides.
    """
    if ratio is None:
        return None
    even = [sides for sides in maps if not any(side % 2 for side in sides)]
    if not even:
        raise SuiteError(f"No maps of images of {image[0]}x{image[1]} have even sides: leave --attention out.")
    return min(even, key=lambda sides: abs(math.log(image[0] / sides[0] / ratio)))
