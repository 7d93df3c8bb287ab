"""Full precision: the base of layers that compute in float32 under every policy."""

from typing import Any

import keras


class FullPrecision(keras.layers.Layer):
    """A layer that computes in float32 whatever the policy, because what it adds under a root vanishes in float16."""

    def __init__(self, *, dtype: Any = "float32", **options: Any) -> None:
        super().__init__(dtype=dtype, **options)
