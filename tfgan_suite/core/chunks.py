"""Inference by chunks: networks on more examples than fit into one call."""

from collections.abc import Callable
from typing import Any

import numpy as np
from keras import ops

from tfgan_suite.aliases import Array


def by_chunks(network: Callable[..., Any], *arrays: Array, size: int = 64) -> Any:
    """`network` in inference mode on arrays [n, ...] of any length n, one for each of its inputs.

    Returns:
        The answer as one array, or a list of arrays where the network has several outputs.
    """
    chunks = [[ops.convert_to_tensor(a[i : i + size]) for a in arrays] for i in range(0, len(arrays[0]), size)]
    answers = [network(c if len(c) > 1 else c[0], training=False) for c in chunks]
    if isinstance(answers[0], list | tuple):
        return [np.concatenate(parts) for parts in zip(*answers, strict=True)]
    return np.concatenate(answers)
