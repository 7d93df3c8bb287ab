"""Pictures as clients keep them: uint8 from 0 to 255, around a function of float pictures."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Array, Specs
from tfgan_suite.export.meanings import meaning


def as_bytes(specs: Specs) -> dict[str, tf.TensorSpec]:
    """The specs with pictures in uint8; the same specs where there is no picture."""
    return {
        name: tf.TensorSpec(spec.shape, tf.uint8, name=spec.name) if _span(name, spec) else spec
        for name, spec in specs.items()
    }


def to_floats(values: Mapping[str, Any], specs: Specs) -> dict[str, Any]:
    """uint8 pictures among named values -> floats in the range that their names stand for.

    Args:
        values: name to array or tensor.
        specs: name to `tf.TensorSpec` of the float function.
    """
    return {name: _to_float(value, _span(name, specs[name])) for name, value in values.items()}


def to_bytes(values: Mapping[str, Any], specs: Specs) -> dict[str, Any]:
    """The inverse: the nearest uint8, clipped."""
    return {name: _to_bytes(value, _span(name, specs[name])) for name, value in values.items()}


def arrays(values: Mapping[str, Any]) -> dict[str, Array]:
    """Named tensors as NumPy arrays."""
    return {name: np.asarray(value) for name, value in values.items()}


def _span(name, spec):
    return meaning(name).span if spec.dtype.is_floating and spec.shape.rank >= 4 else None


def _to_float(value, span):
    if span is None:
        return value
    low, high = span
    return tf.cast(value, tf.float32) * ((high - low) / 255) + low


def _to_bytes(value, span):
    if span is None:
        return value
    low, high = span
    scaled = tf.round((tf.cast(value, tf.float32) - low) * (255 / (high - low)))
    return tf.cast(tf.clip_by_value(scaled, 0.0, 255.0), tf.uint8)
