"""Generators of text to image in several sizes: a refiner of small images, and a tree of all sizes at once.

Zhang et al. 2016, section 3.4, https://arxiv.org/abs/1612.03242; Zhang et al. 2017, section 3.2 (StackGAN-v2),
https://arxiv.org/abs/1710.10916. Maps grow by nearest neighbours and 3x3 convolutions.
"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.data.pipeline.resizing import is_drawable
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.images.convolutional import features_of, small, widths
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid


def upsampled_image(
    h: Tensor, image_shape: Shape, *, width: int, most: int, norm: MakeLayer, name: str = "image"
) -> Tensor:
    """Grows a code tensor [B, d] into an image tensor [B, H, W, C] in [-1, 1], the output of a layer called `name`.

    Args:
        h: [B, d].
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width, most, norm: as in `networks.generator`.
        name: of the last layer.
    """
    grid, levels = pyramid(image_shape)
    channels = widths(levels + 1, width, most)[::-1]
    h = _begun(h, grid, channels[0], norm)
    for filters in channels[1:]:
        h = _grown(h, filters, norm)
    return _image(h, image_shape[-1], name)


def refiner(
    image_shape: Shape,
    sketch_shape: Shape,
    condition: int,
    *,
    width: int = 64,
    most: int = 512,
    blocks: int = 4,
    norm: MakeLayer = batch_norm,
    name: str = "refiner",
) -> keras.Model:
    """(sketch [B, h, w, C], condition [B, condition]) -> image [B, H, W, C] in [-1, 1].

    The sketch is halved twice, the condition is put beside each place, residual blocks join the two, and maps grow.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        sketch_shape: of what is refined, an image a power of two smaller.
        condition: length of the condition.
        width, most, norm: as in `networks.generator`.
        blocks: residual blocks; four in the paper.
        name: the network's name.
    """
    sketch, c = keras.Input(sketch_shape, name="sketch"), keras.Input((condition,), name="condition")
    h = layers.ReLU()(_convolved(sketch, width, 3))
    halvings = min(2, pyramid(sketch_shape)[1])
    for level in range(1, halvings + 1):
        h = layers.ReLU()(norm()(_convolved(h, min(width * 2**level, most), 4, 2)))
    h = _grown(layers.Concatenate()([h, _spread(c, h.shape[1:3])]), h.shape[-1], norm, double=False)
    for _ in range(blocks):
        h = _residual(h, norm)
    filters = h.shape[-1]
    while h.shape[1] < image_shape[0]:
        filters = max(width // 2, filters // 2)
        h = _grown(h, filters, norm)
    return keras.Model([sketch, c], _image(h, image_shape[-1], "image"), name=name)


def tree_generator(
    image_shape: Shape,
    condition: int,
    latent_dim: int = 100,
    *,
    sizes: int = 3,
    width: int = 32,
    most: int = 1024,
    blocks: int = 2,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
) -> keras.Model:
    """(z [B, latent_dim], condition [B, condition]) -> images of `sizes` sizes, from the smallest on, each twice the
    one before; the last is [B, H, W, C], and all are in [-1, 1].

    Each branch joins the maps of the one before with the condition, goes through residual blocks and doubles.

    Args:
        image_shape: of the largest, see `pyramid` for the sides.
        condition: length of the condition.
        latent_dim: length of z.
        sizes: how many.
        width: channels of the largest image's maps; doubled at each smaller one.
        most, norm: as in `networks.generator`.
        blocks: residual blocks of each branch; two in the paper.
        name: the network's name.

    Raises:
        SuiteError: images that cannot be halved so often.
    """
    shapes = sizes_of(image_shape, sizes)
    z, c = keras.Input((latent_dim,), name="z"), keras.Input((condition,), name="condition")
    grid, levels = pyramid(shapes[0])
    channels = widths(levels + sizes, width, most)[::-1]
    h = _begun(layers.Concatenate()([z, c]), grid, channels[0], norm)
    for filters in channels[1 : levels + 1]:
        h = _grown(h, filters, norm)
    images = [_image(h, image_shape[-1], "image_1")]
    for number, filters in enumerate(channels[levels + 1 :], 2):
        h = _grown(layers.Concatenate()([h, _spread(c, h.shape[1:3])]), h.shape[-1], norm, double=False)
        for _ in range(blocks):
            h = _residual(h, norm)
        h = _grown(h, filters, norm)
        images.append(_image(h, image_shape[-1], f"image_{number}"))
    return keras.Model([z, c], images, name=name)


def tree_discriminator(
    image_shape: Shape,
    text_length: int,
    *,
    sizes: int = 3,
    text_units: int = 128,
    width: int = 32,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
) -> keras.Model:
    """(images of `sizes` sizes, embedding) -> (logit [B, 1] that it is real, logit [B, 1] that it is real and shows
    what the text says) of each size, one after another.

    Args:
        image_shape: of the largest, see `pyramid` for the sides.
        text_length: length of the embedding of a text.
        sizes: how many.
        text_units: to which the embedding is brought at each size.
        width, most, norm: as in `networks.generator`.
        name: the network's name.

    Raises:
        SuiteError: images that cannot be halved so often.
    """
    images = [keras.Input(shape, name=f"image_{n}") for n, shape in enumerate(sizes_of(image_shape, sizes), 1)]
    embedding = keras.Input((text_length,), name="embedding")
    parts: dict[str, Any] = {"text_units": text_units, "width": width, "most": most, "norm": norm}
    answers = [answer for image in images for answer in two_answers(image, embedding, **parts)]
    return keras.Model([*images, embedding], answers, name=name)


def two_answers_discriminator(
    image_shape: Shape,
    text_length: int,
    *,
    text_units: int = 128,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "discriminator",
) -> keras.Model:
    """(image [B, H, W, C], embedding [B, text_length]) -> (logit [B, 1] that it is real, logit [B, 1] that the text is
    its own); the first is told no text. Arguments as in `text_discriminator`."""
    image, embedding = keras.Input(image_shape, name="image"), keras.Input((text_length,), name="embedding")
    answers = two_answers(image, embedding, text_units=text_units, width=width, most=most, norm=norm)
    return keras.Model([image, embedding], list(answers), name=name)


def two_answers(image: Tensor, embedding: Tensor, *, text_units: int, norm: MakeLayer, **parts: Any) -> tuple:
    """(logit [B, 1] of the image alone, logit [B, 1] of image and text), from the same features."""
    φ = features_of(image, norm=norm, **parts)
    text = layers.LeakyReLU(0.2)(layers.Dense(text_units)(embedding))
    joined = layers.Concatenate()([φ, _spread(text, φ.shape[1:3])])
    joined = layers.LeakyReLU(0.2)(norm()(_convolved(joined, φ.shape[-1], 1)))
    return _logit(φ), _logit(joined)


def sizes_of(image_shape: Shape, sizes: int) -> list[Shape]:
    """(height, width, channels) of an image and of those 2, 4, ... times smaller, from the smallest on.

    Raises:
        SuiteError: networks do not make images of one of them.
    """
    height, width, channels = image_shape
    shapes: list[Shape] = [(height // 2**k, width // 2**k, channels) for k in reversed(range(sizes))]
    least = 4 * 2 ** (sizes - 1)
    if height % least or width % least or not all(is_drawable(shape[:2]) for shape in shapes):
        raise SuiteError(
            f"Images of {height}x{width} have no {sizes} sizes, each half of the next and the smallest of 8 pixels or "
            f"more: give an --image-size of multiples of {least}, at least {2 * least}."
        )
    return shapes


def _convolved(x, filters, side, stride=1):
    return layers.Conv2D(filters, side, stride, padding="same", kernel_initializer=small())(x)


def _begun(h, grid, filters, norm):
    h = layers.Dense(grid[0] * grid[1] * filters, use_bias=False, kernel_initializer=small())(h)
    return layers.ReLU()(norm()(layers.Reshape((*grid, filters))(h)))


def _grown(h, filters, norm, double=True):
    return layers.ReLU()(norm()(_convolved(doubled(h) if double else h, filters, 3)))


def _residual(x, norm):
    h = layers.ReLU()(norm()(_convolved(x, x.shape[-1], 3)))
    return layers.ReLU()(layers.Add()([x, norm()(_convolved(h, x.shape[-1], 3))]))


def _spread(c, sides):
    """c [B, d] beside each place of maps, [B, h, w, d]."""
    return layers.UpSampling2D(sides)(layers.Reshape((1, 1, c.shape[-1]))(c))


def _image(h, channels, name):
    return layers.Activation("tanh", name=name, dtype="float32")(_convolved(h, channels, 3))


def _logit(φ):
    return layers.Dense(1, kernel_initializer=small(), dtype="float32")(layers.Flatten()(φ))
