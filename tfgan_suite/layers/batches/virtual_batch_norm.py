"""Virtual batch normalization. Salimans et al. 2016, section 3.5, https://arxiv.org/abs/1606.03498

A fixed reference batch travels through the network behind the examples: `WithReference` appends it to the latents,
`VirtualBatchNormalization` normalizes by its statistics, `WithoutReference` drops it again. So an example's output
depends on itself and on the reference, and on no other example.
"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Config, Shape, Tensor
from tfgan_suite.core.latents import normal

registered = keras.saving.register_keras_serializable(package="tfgan_suite")


@registered
class WithReference(keras.layers.Layer):
    """z [B, d] -> [B + reference, d]; the reference latents are normal numbers drawn once and never trained.

    The discriminator never sees what they become, so no sample may be one: their seed is one that no samples have.

    Args:
        reference: R, how many.
        seed: of the reference latents.
    """

    def __init__(self, reference: int, seed: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.reference = reference
        self.seed = seed

    def build(self, shape: Shape) -> None:
        def initial(shape, dtype):
            return ops.cast(normal(shape, (self.seed, 1)), dtype)

        self.latents = self.add_weight((self.reference, shape[-1]), initial, trainable=False, name="latents")

    def call(self, z: Tensor) -> Tensor:
        return ops.concatenate([z, ops.convert_to_tensor(self.latents)])

    def get_config(self) -> Config:
        return {**super().get_config(), "reference": self.reference, "seed": self.seed}


@registered
class WithoutReference(keras.layers.Layer):
    """[B + reference, ...] -> [B, ...]"""

    def __init__(self, reference: int, **options: Any) -> None:
        super().__init__(**options)
        self.reference = reference

    def call(self, h: Tensor) -> Tensor:
        return h[: -self.reference]

    def get_config(self) -> Config:
        return {**super().get_config(), "reference": self.reference}


@registered
class VirtualBatchNormalization(keras.layers.Layer):
    """Normalizes each example by the moments of the reference batch and itself, of which it is one in R + 1.

    Args:
        reference: R, how many of the last rows are the reference; they are normalized by their own moments.
        epsilon: added to the variance.
        gamma_initializer: of the scale; N(1, .02) in the authors' program.
    """

    def __init__(self, reference: int, epsilon: float = 1e-5, gamma_initializer: Any = "ones", **options: Any) -> None:
        super().__init__(**options)
        self.reference = reference
        self.epsilon = epsilon
        self.gamma_initializer = keras.initializers.get(gamma_initializer)

    def build(self, shape: Shape) -> None:
        self.gamma = self.add_weight((shape[-1],), self.gamma_initializer, name="gamma")
        self.beta = self.add_weight((shape[-1],), "zeros", name="beta")

    def call(self, h: Tensor) -> Tensor:
        places = tuple(range(1, len(h.shape) - 1))
        examples, reference = h[: -self.reference], h[-self.reference :]
        shared = _moments(reference, (0, *places))
        mixed = _mixture(_moments(examples, places), shared, 1 / (self.reference + 1))
        return ops.concatenate([self.normalized(examples, *mixed), self.normalized(reference, *shared)])

    def normalized(self, h: Tensor, mean: Tensor, variance: Tensor) -> Tensor:
        return (h - mean) / ops.sqrt(variance + self.epsilon) * self.gamma + self.beta

    def get_config(self) -> Config:
        initializer = keras.initializers.serialize(self.gamma_initializer)
        config = {"reference": self.reference, "epsilon": self.epsilon, "gamma_initializer": initializer}
        return {**super().get_config(), **config}


def _moments(h, axes):
    return ops.mean(h, axes, keepdims=True), ops.var(h, axes, keepdims=True)


def _mixture(a, b, share):
    """Mean and variance of a mixture, of which `share` is a and the rest b."""
    mean = share * a[0] + (1 - share) * b[0]
    around = [variance + (own - mean) ** 2 for own, variance in (a, b)]
    return mean, share * around[0] + (1 - share) * around[1]
