"""Types that signatures share. Importing them loads neither TensorFlow nor NumPy."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import keras
    import numpy as np
    import tensorflow as tf

    Tensor: TypeAlias = tf.Tensor | keras.KerasTensor
    Array: TypeAlias = np.ndarray
    Specs: TypeAlias = Mapping[str, tf.TensorSpec]
    MakeLayer: TypeAlias = Callable[..., keras.layers.Layer]
else:
    Tensor = Array = Specs = MakeLayer = Any

Shape: TypeAlias = tuple[int, ...]
OpenShape: TypeAlias = tuple[int | None, ...]
"""A shape with None for sizes that are left open."""
PathLike: TypeAlias = os.PathLike[str] | str
Config: TypeAlias = dict[str, Any]
Arrays: TypeAlias = Mapping[str, Array]
Batch: TypeAlias = Mapping[str, Tensor]
Logs: TypeAlias = Any
"""What Keras tells a callback: numbers by name."""
Draw: TypeAlias = Callable[..., Tensor]
"""What gives random numbers: a distribution of (shape, seed), or a game's `draw`."""
