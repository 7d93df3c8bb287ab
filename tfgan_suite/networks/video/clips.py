"""Video networks for short clips.

Tulyakov et al. 2017, section 3, https://arxiv.org/abs/1707.04993: a recurrent network makes a path of motion codes out
of noise, one for each frame; beside it stands one content code for the whole clip; an image generator draws each frame.
"""

from collections.abc import Callable

import keras
from keras import layers, ops

from tfgan_suite.aliases import MakeLayer, Shape, Tensor
from tfgan_suite.layers import Backdrop, Clips, Shift
from tfgan_suite.networks.images.convolutional import features_of, image_from, maps_from, small, widths
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid
from tfgan_suite.networks.told import one_hot


def redrawn(z: Tensor, path: Tensor, image_shape: Shape, *, width: int, most: int, norm: MakeLayer) -> Tensor:
    """Frames [B · T, H, W, C] as in the paper: a generator of images draws each anew, of both codes.

    Args:
        z: content code [B, d].
        path: motion codes [B, T, m].
        image_shape, width, most, norm: as in `networks.generator`.
    """
    still = ops.expand_dims(z, 1) + ops.zeros_like(path[..., :1])
    codes = layers.Concatenate(name="codes")([still, path])
    codes = ops.reshape(codes, (-1, codes.shape[-1]))
    return image_from(codes, image_shape, width=width, most=most, norm=norm)


def moved(
    z: Tensor,
    path: Tensor,
    image_shape: Shape,
    *,
    width: int,
    most: int,
    norm: MakeLayer,
    maps: int = 4,
    reach: float = 0.2,
) -> Tensor:
    """Frames [B · T, H, W, C] of maps that the content code draws once and the motion code moves over a backdrop.

    Departs from the paper, whose image generator is free to draw another content for each motion code.

    Args:
        z: content code [B, d].
        path: motion codes [B, T, m].
        image_shape, width, most, norm: as in `networks.generator`.
        maps: how many move; all by the same offset.
        reach: how far at most, in sides of the image.
    """
    grid, levels = pyramid(image_shape)
    channels = [*widths(levels, width, most)[::-1], maps]
    offsets = reach * layers.Dense(2, activation="tanh", name="offsets")(path)
    h = Shift()([maps_from(z, grid, channels, norm=norm), offsets])
    h = layers.ReLU()(Backdrop()(layers.Conv2D(4 * maps, 3, padding="same")(h)))
    h = layers.Conv2D(image_shape[-1], 3, padding="same")(h)
    return layers.Activation("tanh", name="image", dtype="float32")(h)


def video_generator(
    clip_shape: Shape,
    num_classes: int,
    content_dim: int = 50,
    motion_dim: int = 10,
    *,
    draw: Callable[..., Tensor] = redrawn,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "generator",
) -> keras.Model:
    """(z [B, content_dim], noise [B, T, motion_dim], label int32 [B]) -> video [B, T, H, W, C] in [-1, 1].

    The recurrence starts at the first frame's noise: with noise at each frame alone, what makes motion jump and what
    makes it differ between clips would be the same. It is unrolled, since LiteRT has no loop over lists, so T is fixed;
    but no weight depends on it: see `at_length`. The category enters with the noise (in the authors' program it stands
    beside both codes).

    Args:
        clip_shape: (T, H, W, C).
        num_classes: categories of motion; their one-hot code stands beside the noise of each frame.
        content_dim: length of z.
        motion_dim: length of the noise of a frame and of the motion code made of it.
        draw: (z, motion codes [B, T, motion_dim], image shape, width, most, norm) -> frames [B · T, H, W, C]:
            `redrawn` or `moved`.
        width, most, norm: as in `networks.generator`.
    """
    z = keras.Input((content_dim,), name="z")
    noise = keras.Input((clip_shape[0], motion_dim), name="noise")
    label = keras.Input((), dtype="int32", name="label")
    category = ops.expand_dims(one_hot(label, num_classes), 1) + ops.zeros_like(noise[..., :1])
    recurrence = layers.GRU(motion_dim, return_sequences=True, unroll=True, seed=0, name="motion")
    path = recurrence(layers.Concatenate()([noise, category]), initial_state=noise[:, 0])
    drawn = draw(z, path, clip_shape[1:], width=width, most=most, norm=norm)
    return keras.Model([z, noise, label], Clips(name="video", dtype="float32")([drawn, path]), name=name)


def at_length(generator: keras.Model, frames: int) -> keras.Model:
    """The same video generator, weights included, for clips of another number of frames."""
    z, noise, label = generator.inputs
    if noise.shape[1] == frames:
        return generator
    longer = keras.Input((frames, noise.shape[-1]), name=noise.name)
    again = [keras.Input(i.shape[1:], dtype=i.dtype, name=i.name) for i in (z, label)]
    network = keras.models.clone_model(generator, [again[0], longer, again[1]])
    network.set_weights(generator.get_weights())
    return network


def frame_discriminator(
    image_shape: Shape,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "image_discriminator",
) -> keras.Model:
    """Image [B, H, W, C] -> logits [B, h, w, 1], one for each place of the coarsest grid.

    Args:
        image_shape: (height, width, channels), see `pyramid` for the sides.
        width, most, norm: as in `networks.generator`.
        name: the network's name.
    """
    image = keras.Input(image_shape, name="image")
    h = features_of(image, width=width, most=most, norm=norm)
    logit = layers.Conv2D(1, 1, kernel_initializer=small(), dtype="float32", name="logit")(h)
    return keras.Model(image, logit, name=name)


def video_discriminator(
    clip_shape: Shape,
    num_classes: int,
    *,
    width: int = 64,
    most: int = 1024,
    norm: MakeLayer = batch_norm,
    name: str = "video_discriminator",
) -> keras.Model:
    """Video [B, T, H, W, C] -> (logit [B, 1], category logits [B, num_classes]), by 3-D convolutions.

    Both come of one last layer that spans what is left of the clip, as in the authors' program. With a
    score for each place instead, its loss stayed at 2 log 2 on moving garments while the category was learnt.

    Args:
        clip_shape: (frames, height, width, channels).
        num_classes: categories of motion.
        width, most, norm: as in `networks.generator`.
        name: the network's name.
    """
    video = h = keras.Input(clip_shape, name="video")
    _, levels = pyramid(clip_shape[1:])
    for level, filters in enumerate(widths(levels, width, most)):
        h = layers.Conv3D(filters, 4, 2, padding="same", kernel_initializer=small())(h)
        h = layers.LeakyReLU(0.2)(norm()(h) if level else h)
    flat = layers.Flatten()(h)
    logit = layers.Dense(1, kernel_initializer=small(), dtype="float32", name="logit")(flat)
    category = layers.Dense(num_classes, kernel_initializer=small(), dtype="float32", name="category")(flat)
    return keras.Model(video, [logit, category], name=name)
