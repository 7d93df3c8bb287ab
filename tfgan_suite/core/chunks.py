"""Inference by chunks: networks on more examples than fit into one call."""

from collections.abc import Callable

import numpy as np
from keras import ops

from tfgan_suite.aliases import Array, Tensor


def by_chunks(network: Callable[..., Tensor], *arrays: Array, size: int = 64) -> Array:
    """`network` in inference mode on arrays [n, ...] of any length n, one for each of its inputs."""
    chunks = [[ops.convert_to_tensor(a[i : i + size]) for a in arrays] for i in range(0, len(arrays[0]), size)]
    return np.concatenate([network(c if len(c) > 1 else c[0], training=False) for c in chunks])
