"""Colour jitter: brightness, contrast and saturation of images changed at random."""

import tensorflow as tf

from tfgan_suite.aliases import Tensor

LUMA = (0.299, 0.587, 0.114)


def jittered(images: Tensor, brightness: Tensor, contrast: Tensor, saturation: Tensor) -> Tensor:
    """Images with their levels multiplied, then their distances from their mean level, then those of each pixel from
    its grey; what leaves the range of levels is clipped.

    Args:
        images: float [B, ..., C] in [-1, 1]. Only three channels, or the first three of four, have a saturation; the
            fourth of four is opacity and stays, and so does what is wholly transparent.
        brightness, contrast, saturation: factors [B].
    """
    channels = images.shape[-1]
    levels = (images[..., :3] if channels == 4 else images) / 2 + 0.5
    bright, far, vivid = (
        tf.reshape(factor, (-1, *[1] * (len(images.shape) - 1))) for factor in (brightness, contrast, saturation)
    )
    levels = tf.clip_by_value(levels * bright, 0.0, 1.0)
    mean = tf.reduce_mean(levels, range(1, len(images.shape)), keepdims=True)
    levels = tf.clip_by_value(mean + far * (levels - mean), 0.0, 1.0)
    if channels in (3, 4):
        grey = tf.reduce_sum(levels * LUMA, -1, keepdims=True)
        levels = tf.clip_by_value(grey + vivid * (levels - grey), 0.0, 1.0)
    changed = levels * 2 - 1
    if channels == 4:
        opacity = images[..., 3:]
        changed = tf.where(opacity > -1, tf.concat([changed, opacity], -1), images)
    return changed
