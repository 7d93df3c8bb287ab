"""Networks for short clips.

Tulyakov et al. 2017, section 3, https://arxiv.org/abs/1707.04993: a recurrent network makes a path of motion codes out
of noise, one for each frame; beside it stands one content code for the whole clip; an image generator draws each frame.
"""

import keras
from keras import layers, ops

from tfgan_suite.layers import Clips
from tfgan_suite.networks.conditional import one_hot
from tfgan_suite.networks.convolutional import features_of, image_from, small, widths
from tfgan_suite.networks.norms import batch_norm
from tfgan_suite.networks.pyramid import pyramid


def video_generator(
    clip_shape, num_classes, content_dim=50, motion_dim=10, *, width=64, most=1024, norm=batch_norm, name="generator"
):
    """(z [B, content_dim], noise [B, T, motion_dim], label int32 [B]) -> video [B, T, H, W, C] in [-1, 1].

    The recurrence is unrolled, since LiteRT has no loop over lists, so T is fixed; but no weight depends on it: see
    `at_length`.

    Args:
        clip_shape: (T, H, W, C).
        num_classes: categories of motion; their one-hot code stands beside both others in each frame.
        content_dim: length of z.
        motion_dim: length of the noise of a frame and of the motion code made of it.
        width, most, norm: as in `networks.generator`.
    """
    z = keras.Input((content_dim,), name="z")
    noise = keras.Input((clip_shape[0], motion_dim), name="noise")
    label = keras.Input((), dtype="int32", name="label")
    path = layers.GRU(motion_dim, return_sequences=True, unroll=True, seed=0, name="motion")(noise)
    content = layers.Concatenate()([z, one_hot(label, num_classes)])
    still = ops.expand_dims(content, 1) + ops.zeros_like(path[..., :1])
    codes = layers.Concatenate(name="codes")([still, path])
    codes = ops.reshape(codes, (-1, codes.shape[-1]))
    frames = image_from(codes, clip_shape[1:], width=width, most=most, norm=norm)
    return keras.Model([z, noise, label], Clips(name="video", dtype="float32")([frames, path]), name=name)


def at_length(generator, frames):
    """The same video generator, weights included, for clips of another number of frames."""
    z, noise, label = generator.inputs
    if noise.shape[1] == frames:
        return generator
    longer = keras.Input((frames, noise.shape[-1]), name=noise.name)
    again = [keras.Input(i.shape[1:], dtype=i.dtype, name=i.name) for i in (z, label)]
    network = keras.models.clone_model(generator, [again[0], longer, again[1]])
    network.set_weights(generator.get_weights())
    return network


def frame_discriminator(image_shape, *, width=64, most=1024, norm=batch_norm, name="image_discriminator"):
    """Image [B, H, W, C] -> logits [B, h, w, 1], one for each place of the coarsest grid."""
    image = keras.Input(image_shape, name="image")
    h = features_of(image, width=width, most=most, norm=norm)
    logit = layers.Conv2D(1, 1, kernel_initializer=small(), dtype="float32", name="logit")(h)
    return keras.Model(image, logit, name=name)


def video_discriminator(clip_shape, num_classes, *, width=64, most=1024, norm=batch_norm, name="video_discriminator"):
    """Video [B, T, H, W, C] -> (logit [B, 1], category logits [B, num_classes]), by 3-D convolutions.

    Both come of one last layer that spans what is left of the clip, as in the authors' program. With a
    score for each place instead, its loss stayed at 2 log 2 on moving garments while the category was learnt.
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
