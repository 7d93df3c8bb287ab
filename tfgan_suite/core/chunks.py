"""Inference by chunks: networks on more examples than fit into one call."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from keras import ops

from tfgan_suite.aliases import Array

PIXELS = 256 * 256 * 256


def by_chunks(network: Callable[..., Any], *arrays: Array, size: int = 64) -> Any:
    """`network` in inference mode on arrays [n, ...] of any length n, one for each of its inputs.

    Args:
        network: a Keras model, or another function with a `training` argument.
        *arrays: its inputs.
        size: examples of a call; fewer of images that together have more pixels than 256 of 256x256.

    Returns:
        The answer as one array, or a list of arrays where the network has several outputs.
    """
    size = min(size, _most(network))
    chunks = [[ops.convert_to_tensor(a[i : i + size]) for a in arrays] for i in range(0, len(arrays[0]), size)]
    answers = [network(c if len(c) > 1 else c[0], training=False) for c in chunks]
    if isinstance(answers[0], list | tuple):
        return [np.concatenate(parts) for parts in zip(*answers, strict=True)]
    return np.concatenate(answers)


def _most(network):
    """How many images of a network's largest size have `PIXELS` pixels."""
    tensors = [*(getattr(network, "inputs", None) or ()), *(getattr(network, "outputs", None) or ())]
    areas = [math.prod(side or 1 for side in tensor.shape[1:-1]) for tensor in tensors if len(tensor.shape) > 3]
    return max(1, PIXELS // max(areas, default=1))
