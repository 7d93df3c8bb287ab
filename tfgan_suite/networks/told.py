"""How a network is told a condition: functions of tensors, one for each way in which papers do it.

A builder that takes `told` takes a number of classes, or anything with `input()`, `vector(told)` and `size`, such as
the conditions of `tfgan_suite.conditions`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
from keras import initializers, layers, ops

from tfgan_suite.aliases import MakeLayer, Tensor
from tfgan_suite.layers import ConditionalNormalization


@dataclass(frozen=True)
class _Classes:
    """A label int32 [B], told as a one-hot vector."""

    size: int

    def input(self) -> keras.KerasTensor:
        return keras.Input((), dtype="int32", name="label")

    def vector(self, label: Tensor) -> Tensor:
        return one_hot(label, self.size)


def told_of(told: Any) -> tuple[Tensor, Tensor, int]:
    """(a `keras.Input` of the condition, its vector [B, size], its size)."""
    condition = _Classes(told) if isinstance(told, int) else told
    entry = condition.input()
    return entry, condition.vector(entry), condition.size


def one_hot(label: Tensor, num_classes: int) -> Tensor:
    """Label int32 [B] -> one-hot float [B, num_classes], with operations that LiteRT has built in."""
    return ops.one_hot(label, num_classes)


def hadamard(h: Tensor, v: Tensor, dense: MakeLayer = layers.Dense) -> Tensor:
    """h ⊙ E(v), h [B, d]: the product with an embedding of the vector v [B, size], entry by entry.

    The embedding is affine and begins near 1, so that what is told begins as a modulation of h.
    """
    spread = initializers.RandomNormal(0.0, 0.3)
    embedding = dense(h.shape[-1], bias_initializer="ones", kernel_initializer=spread, name="embedding")(v)
    return layers.Multiply()([h, embedding])


def projected(φ: Tensor, v: Tensor, dense: MakeLayer = layers.Dense) -> Tensor:
    """ψ(φ) + <V v, φ>, [B, 1], of features φ [B, d]. Miyato and Koyama 2018, eq. 3, https://arxiv.org/abs/1802.05637"""
    small = initializers.RandomNormal
    Vv = dense(φ.shape[-1], use_bias=False, kernel_initializer=small(0.0, 0.02), name="projection")(v)
    ψ = dense(1, kernel_initializer=small(0.0, 0.02), dtype="float32", name="source")(φ)
    inner = layers.Dot(axes=1, dtype="float32")([Vv, φ])
    return layers.Add(name="logit", dtype="float32")([ψ, inner])


def normalizing(norm: MakeLayer, v: Tensor) -> Callable[[], Callable[[Tensor], Tensor]]:
    """() -> a layer that normalizes as `norm()` does, and scales and shifts by the vector v [B, size]."""

    def normalization():
        layer = ConditionalNormalization(norm())
        return lambda h: layer([h, v])

    return normalization
