"""Distinct examples: the share that are not copies of one another."""

import hashlib
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.data.pipeline.rows import in_parts, is_mapped
from tfgan_suite.errors import SuiteError


def distinct(examples: ArrayLike) -> float:
    """Number of different examples over n, compared by hashes of their values.

    A Fréchet distance hardly sees memory: 128 images of Fashion-MNIST, each repeated forty times, score a C-FID
    of 4 where a well trained DCGAN has 20. This does.

    Args:
        examples: [n, ...], n ≥ 1.

    Returns:
        1 / n to 1; real data give nearly 1, a batch of b images copied over and over gives b / n.

    Raises:
        SuiteError: no examples.
    """
    x: Any = examples if is_mapped(examples) else np.asarray(examples)
    if 0 in x.shape:
        raise SuiteError(f"examples have shape {x.shape}; give at least one")
    return len({hashlib.sha256(row.tobytes()).digest() for part in in_parts(x) for row in part}) / len(x)
