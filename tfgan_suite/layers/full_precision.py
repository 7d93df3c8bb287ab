"""Full precision: the base of layers that compute in float32 under every policy."""

import keras


class FullPrecision(keras.layers.Layer):
    """A layer that computes in float32 whatever the policy, because what it adds under a root vanishes in float16."""

    def __init__(self, *, dtype="float32", **options):
        super().__init__(dtype=dtype, **options)
