"""U-Nets: encoder and decoder with skip connections at every level.

Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597, in the shape of Isola et al. 2016, appendix 6.1.1: 4x4
convolutions of stride 2 down to one pixel (28, 14, 7, 4, 2, 1), LeakyReLU .2 down, ReLU up.
"""

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.layers import ImageConv2D, ImageConv2DTranspose
from tfgan_suite.networks.images.convolutional import small, widths
from tfgan_suite.networks.norms import batch_norm, instance_norm
from tfgan_suite.networks.pyramid import pyramid

DROPPED_LEVELS = 3


def unet_generator(
    image_shape: Shape,
    channels: int | None = None,
    *,
    width: int = 64,
    most: int = 512,
    norm: MakeLayer = instance_norm,
    dropout: bool = True,
    name: str = "generator",
) -> keras.Model:
    """(image [B, H, W, C], noise [B, n]) -> image [B, H, W, channels] in [-1, 1].

    `noise` holds dropout masks: factors of the features of the three coarsest levels on the way up, drawn from
    `latents.dropout`; ones drop nothing. The network itself draws no random numbers.

    Args:
        image_shape: (height, width, channels) of what is translated, see `pyramid` for the sides.
        channels: of the translation; by default those of the image.
        width: channels of the finest level; doubled at each coarser one.
        most: upper bound of channels.
        norm: () -> normalization layer. Instance normalization is what the paper's batch normalization is at batch
            size 1, and has no moving statistics that would differ from it.
        dropout: False leaves the masks out: image -> image.
    """
    image = keras.Input(image_shape, name="image")
    maps = _down(image, width=width, most=most, norm=norm)
    sizes = [h.shape[1] * h.shape[2] * h.shape[3] for h in maps[-2::-1][:DROPPED_LEVELS]] if dropout else []
    noise = keras.Input((sum(sizes),), name="noise")
    masks = [noise[:, sum(sizes[:i]) : sum(sizes[: i + 1])] for i in range(len(sizes))]
    out = _up(maps, channels or image_shape[-1], "tanh", "translation", norm=norm, masks=masks)
    return keras.Model([image, noise] if dropout else image, out, name=name)


def unet_segmenter(
    image_shape: Shape,
    classes: int = 1,
    *,
    width: int = 32,
    most: int = 256,
    norm: MakeLayer = batch_norm,
    name: str = "segmenter",
) -> keras.Model:
    """Image [B, H, W, C] -> mask [B, H, W, classes]: the probability that a pixel belongs to the object, or, of several
    classes, to each of them, which sum to 1.

    Args:
        classes: how many, the background among them; 1 is one object.
        image_shape, width, most, norm: as in `unet_generator`.
    """
    image = keras.Input(image_shape, name="image")
    maps = _down(image, width=width, most=most, norm=norm)
    activation = "sigmoid" if classes == 1 else "softmax"
    return keras.Model(image, _up(maps, classes, activation, "mask", norm=norm), name=name)


def _down(x, *, width, most, norm):
    """Feature maps from the finest to the coarsest; neither the first nor the last is normalized, as in the paper."""
    maps, levels = [], _levels((*x.shape[1:3], 1))
    for level, filters in enumerate(widths(levels, width, most)):
        x = layers.LeakyReLU(0.2)(x) if maps else x
        x = ImageConv2D(filters, 4, 2, padding="same", kernel_initializer=small())(x)
        x = norm()(x) if 0 < level < levels - 1 else x
        maps.append(x)
    return maps


def _up(maps, channels, activation, name, *, norm, masks=()):
    *finer, x = maps
    for level, skip in enumerate(reversed(finer)):
        up = layers.Conv2DTranspose(skip.shape[-1], 4, 2, padding="same", use_bias=False, kernel_initializer=small())
        x = norm()(up(layers.ReLU()(x)))
        x = x[:, : skip.shape[1], : skip.shape[2]]
        if level < len(masks):
            x = layers.Multiply()([x, layers.Reshape(x.shape[1:])(masks[level])])
        x = layers.Concatenate()([x, skip])
    x = ImageConv2DTranspose(channels, 4, 2, padding="same", kernel_initializer=small())(layers.ReLU()(x))
    return layers.Activation(activation, name=name, dtype="float32")(x)


def _levels(image_shape):
    """Halvings, rounded up, until the shorter side is one pixel."""
    pyramid(image_shape)
    return (min(image_shape[:2]) - 1).bit_length()
