"""Warping: images mirrored, and cut out of their own enlargement at a place and under an angle of their own."""

import tensorflow as tf

from tfgan_suite.aliases import Tensor


def mirrored(images: Tensor, chosen: Tensor) -> Tensor:
    """Images or clips [B, ..., W, C] of any dtype, those that are chosen, bool [B], left for right."""
    width, columns = images.shape[-2], tf.range(images.shape[-2])
    columns = tf.where(chosen[:, None], width - 1 - columns, columns)
    rows = tf.reshape(images, (images.shape[0], -1, *images.shape[-2:]))
    return tf.reshape(tf.gather(rows, columns, axis=2, batch_dims=1), images.shape)


def enlarged(size: tuple[int, int], shorter: int) -> tuple[int, int]:
    """(height, width) at the same aspect whose shorter side has so many pixels."""
    height, width = (round(side * shorter / min(size)) for side in size)
    return height, width


def placements(size: tuple[int, int], large: tuple[int, int], top: Tensor, left: Tensor, angles: Tensor) -> Tensor:
    """Where the pixels of cut-out images lie in the images themselves.

    Args:
        size: (height, width) of the images, and of what is cut out.
        large: that of their enlargement, which is turned about its centre and then cut.
        top, left: numbers [B] in [0, 1) that choose among all places in whole pixels of the enlargement.
        angles: [B], in radians, by which images are turned.

    Returns:
        float32 [B, 8] as `warped` takes them: column and row of a source as affine functions of column x and row y of a
        result, a0 x + a1 y + a2 and b0 x + b1 y + b2, both counted from the centre of the first pixel; and two zeros.
    """
    scale_y, scale_x = size[0] / large[0], size[1] / large[1]
    x = tf.floor(left * (large[1] - size[1] + 1)) + 0.5 - large[1] / 2
    y = tf.floor(top * (large[0] - size[0] + 1)) + 0.5 - large[0] / 2
    cos, sin = tf.cos(angles), tf.sin(angles)
    columns = [scale_x * cos, -scale_x * sin, scale_x * (cos * x - sin * y + large[1] / 2) - 0.5]
    rows = [scale_y * sin, scale_y * cos, scale_y * (sin * x + cos * y + large[0] / 2) - 0.5]
    return tf.stack([*columns, *rows, *[tf.zeros_like(cos)] * 2], axis=1)


def warped(images: Tensor, places: Tensor, *, nearest: bool = False) -> Tensor:
    """Images or clips, each as its placement says; beyond their edges they are reflected.

    Args:
        images: float [B, H, W, C], or [B, T, H, W, C] of which all frames of a clip are placed alike.
        places: see `placements`.
        nearest: takes the nearest pixel instead of interpolating.
    """
    *_, height, width, channels = images.shape
    frames = tf.reshape(images, (-1, height, width, channels))
    result = tf.raw_ops.ImageProjectiveTransformV3(
        images=frames,
        transforms=tf.repeat(places, frames.shape[0] // images.shape[0], axis=0),
        output_shape=(height, width),
        fill_value=0.0,
        interpolation="NEAREST" if nearest else "BILINEAR",
        fill_mode="REFLECT",
    )
    return tf.reshape(result, images.shape)
