"""Priors: pure functions `(shape, seed) -> latents`, with a stateless seed of two integers."""

import math

import keras
import tensorflow as tf

from tfgan_suite.aliases import Draw, Shape, Tensor


@keras.saving.register_keras_serializable("tfgan_suite")
def normal(shape: Shape | Tensor, seed: Tensor) -> Tensor:
    """Standard normal latents, float32 of `shape`."""
    return tf.random.stateless_normal(shape, seed)


def truncated(bound: float) -> Draw:
    """Standard normal latents, those beyond `bound` on either side drawn again until they are within.

    Brock et al. 2018, section 3.1, https://arxiv.org/abs/1809.11096: fewer kinds of samples, each of them better. It is
    computed as the inverse of the distribution function of what is left, which is the same law as drawing again.
    """
    beyond = math.erfc(bound / math.sqrt(2)) / 2

    def drawn(shape, seed):
        u = tf.random.stateless_uniform(shape, seed, beyond, 1 - beyond, tf.float64)
        return tf.cast(tf.clip_by_value(tf.math.ndtri(u), -bound, bound), tf.float32)

    return drawn


@keras.saving.register_keras_serializable("tfgan_suite")
def uniform(shape: Shape | Tensor, seed: Tensor) -> Tensor:
    """Latents uniform on [-1, 1), float32 of `shape`; the prior of DCGAN."""
    return tf.random.stateless_uniform(shape, seed, minval=-1.0, maxval=1.0)


def dropout(shape: Shape | Tensor, seed: Tensor) -> Tensor:
    """Masks of dropout at rate .5, float32 of `shape`: 0 for what is dropped, 2 for what stays."""
    return 2.0 * tf.cast(tf.random.stateless_uniform(shape, seed) < 0.5, tf.float32)


def unit(shape: Shape | Tensor, seed: Tensor) -> Tensor:
    """Uniform on [0, 1), float32 of `shape`: mixing coefficients."""
    return tf.random.stateless_uniform(shape, seed)
