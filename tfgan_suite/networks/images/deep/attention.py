"""Self-attention over maps: each place of an image may look at all others."""

from collections.abc import Sequence

from keras import layers

from tfgan_suite.aliases import MakeLayer, Tensor
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


def attending(ratio: int | None, height: int, heights: Sequence[int]) -> int | None:
    """The height of the maps that attend, of these `heights`, where the image is `ratio` times as high; None for none.

    Raises:
        SuiteError: there are no such maps.
    """
    if ratio is None:
        return None
    if height % ratio or height // ratio not in heights:
        ratios = ", ".join(str(height // side) for side in sorted(heights, reverse=True))
        raise SuiteError(f"No maps are {ratio} times smaller than the image: give one of {ratios} (--attention).")
    return height // ratio
