"""Pixel scales: uint8 0..255 in storage, float32 -1..1 in a network."""

from typing import Any

import numpy as np


def to_float(images: Any) -> Any:
    """x / 127.5 - 1.

    Args:
        images: uint8 values 0..255 of any shape, a NumPy array or a tensor.

    Returns:
        float32 in [-1, 1], of the same kind and shape.
    """
    if isinstance(images, np.ndarray):
        return images.astype(np.float32) / np.float32(127.5) - np.float32(1)
    import tensorflow as tf

    return tf.cast(images, tf.float32) / 127.5 - 1.0


def to_uint8(images: Any) -> Any:
    """The nearest uint8 of (x + 1) · 127.5; what lies outside [-1, 1] is clipped.

    Args:
        images: float values, -1 for black and 1 for white, of any shape, a NumPy array or a tensor.

    Returns:
        uint8 in 0..255, of the same kind and shape.
    """
    if isinstance(images, np.ndarray):
        return np.clip(np.rint((images.astype(np.float32) + 1) * 127.5), 0, 255).astype(np.uint8)
    import tensorflow as tf

    scaled = tf.round((tf.cast(images, tf.float32) + 1.0) * 127.5)
    return tf.cast(tf.clip_by_value(scaled, 0.0, 255.0), tf.uint8)
