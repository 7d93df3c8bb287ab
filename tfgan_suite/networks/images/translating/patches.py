"""PatchGAN: a discriminator with one score for each patch. Isola et al. 2016, https://arxiv.org/abs/1611.07004"""

from typing import Any

import keras
from keras import layers

from tfgan_suite.aliases import MakeLayer, Shape
from tfgan_suite.networks.images.convolutional import small, widths
from tfgan_suite.networks.norms import instance_norm
from tfgan_suite.networks.pyramid import pyramid

PATCHES = {1: 16, 2: 34, 3: 70}
SMALLEST = 8


def patch_discriminator(
    image_shape: Shape,
    source_channels: int = 0,
    *,
    width: int = 64,
    most: int = 512,
    depth: int = 3,
    beyond: bool = False,
    norm: MakeLayer = instance_norm,
    name: str = "discriminator",
) -> keras.Model:
    """Image [B, H, W, C], or (source, image), -> logits [B, h, w, 1], one for each patch.

    Isola et al. 2016, appendix 6.1.2, https://arxiv.org/abs/1611.07004: 4x4 convolutions, `depth` of stride 2 and two
    of stride 1, with a border of one pixel; depth 3 sees 70x70 and gives 30x30 logits of a 256x256 image. A logit
    depends on nothing outside its patch as long as `norm` does not look further, which instance normalization does.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        source_channels: channels of the image that a translation was made of, which comes first; 0 for none.
        width: channels of the first convolution; doubled at each further one.
        most: upper bound of channels.
        depth: 1, 2 or 3, for patches of 16, 34 or 70 pixels; less where the image is too small for that.
        beyond: whether patches may reach beyond the image, as long as there are some.
        norm: () -> normalization layer, everywhere but after the first convolution.
    """
    pyramid(image_shape)
    size = {"width": width, "most": most, "depth": depth, "beyond": beyond, "norm": norm}
    inputs, (logit, *_) = _judged(image_shape, source_channels, **size)
    return keras.Model(inputs, logit, name=name)


def exposing_discriminator(
    image_shape: Shape,
    source_channels: int = 0,
    *,
    width: int = 64,
    most: int = 512,
    depth: int = 3,
    beyond: bool = True,
    norm: MakeLayer = instance_norm,
    conv: MakeLayer = layers.Conv2D,
    name: str = "discriminator",
) -> keras.Model:
    """`patch_discriminator` that shows its hidden layers: -> [logits, maps of each convolution but the last].

    Args:
        image_shape: of any sides.
        source_channels, width, most, depth, beyond, norm, name: as in `patch_discriminator`.
        conv: layer class of the convolutions.
    """
    size = {"width": width, "most": most, "depth": depth, "beyond": beyond, "norm": norm, "conv": conv}
    inputs, outputs = _judged(image_shape, source_channels, **size)
    return keras.Model(inputs, outputs, name=name)


def multiscale_discriminator(
    image_shape: Shape, source_channels: int = 0, *, scales: int = 2, name: str = "discriminator", **parts: Any
) -> keras.Model:
    """Image, or (source, image), -> {"scale_0": what an `exposing_discriminator` of its own shows of it, ...}.

    Wang et al. 2018, section 3.2, https://arxiv.org/abs/1711.11585: equal networks see the image as it is, at half its
    sides, and so on, by means of 3x3 pixels.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        source_channels: as in `patch_discriminator`.
        scales: how many, as long as eight pixels are left.
        name: the network's name.
        **parts: as in `exposing_discriminator`.
    """
    pyramid(image_shape)
    image = keras.Input(image_shape, name="image")
    source = keras.Input((*image_shape[:2], source_channels), name="source") if source_channels else None
    seen = [image] if source is None else [source, image]
    inputs, judged = seen, {}
    for scale in range(scales):
        if min(seen[-1].shape[1:3]) < SMALLEST:
            break
        shape = seen[-1].shape[1:]
        judge = exposing_discriminator(shape, source_channels, name=f"scale_{scale}", **parts)
        judged[judge.name] = judge(seen if len(seen) > 1 else seen[0])
        seen = [layers.AveragePooling2D(3, 2, padding="same")(x) for x in seen]
    return keras.Model(inputs if len(inputs) > 1 else inputs[0], judged, name=name)


def _judged(image_shape, source_channels, *, width, most, depth, beyond, norm, conv=layers.Conv2D):
    """(inputs, [logits, maps of hidden layers from the finest on])."""
    image = keras.Input(image_shape, name="image")
    source = keras.Input((*image_shape[:2], source_channels), name="source") if source_channels else None
    h = image if source is None else layers.Concatenate()([source, image])
    side = min(image_shape[:2])
    depth = max(d for d in range(1, depth + 1) if d == 1 or (side >> d >= 3 if beyond else PATCHES[d] <= side))
    hidden = []
    for level, filters in enumerate(widths(depth + 1, width, most)):
        h = _conv(conv, filters, 2 if level < depth else 1)(layers.ZeroPadding2D(1)(h))
        h = layers.LeakyReLU(0.2)(norm()(h) if level else h)
        hidden.append(h)
    logit = _conv(conv, 1, 1, name="logit", dtype="float32")(layers.ZeroPadding2D(1)(h))
    return image if source is None else [source, image], [logit, *hidden]


def _conv(conv, filters, stride, **options):
    return conv(filters, 4, stride, kernel_initializer=small(), **options)
