"""Attributes of a user, as one vector for each example."""

import numpy as np

from tfgan_suite.errors import SuiteError


def read_attributes(attributes: np.ndarray, n: int, names: tuple[str, ...] = ()) -> tuple[np.ndarray, tuple[str, ...]]:
    """Vectors, float32 [n, K], and the names of their entries.

    Args:
        attributes: [n, K] bool, or numbers: 1 for what an example has and 0 for what it lacks, or any measure.
        n: how many examples there are.
        names: of the K attributes; none by default.

    Raises:
        SuiteError: not one row for each example, no numbers, numbers that are not finite, or another number of names.
    """
    attributes = np.asarray(attributes)
    if attributes.ndim != 2 or len(attributes) != n or not attributes.shape[1] or attributes.dtype.kind not in "biuf":
        raise SuiteError(
            f"attributes are {attributes.dtype} {list(attributes.shape)}, not numbers [{n}, K]: give one row for "
            f"each of {n} examples, such as 1 for what it has and 0 for what it lacks"
        )
    if names and len(names) != attributes.shape[1]:
        raise SuiteError(f"{len(names)} attribute names do not fit {attributes.shape[1]} attributes: name each once")
    vectors = attributes.astype(np.float32)
    if not np.isfinite(vectors).all():
        raise SuiteError("attributes hold NaN or infinity: give finite numbers")
    return vectors, names
