"""Conditioning augmentation: texts as normal laws, drawn from instead of told as they are.

Zhang et al. 2016, section 3.2, https://arxiv.org/abs/1612.03242
"""

import keras
from keras import layers, ops

from tfgan_suite.aliases import Tensor


def conditioner(text_length: int, units: int = 128, *, name: str = "conditioner") -> keras.Model:
    """embedding [B, text_length] -> (μ, log σ²) [B, 2 units], by a dense layer with LeakyReLU .2.

    Args:
        text_length: length of the embedding of a text.
        units: length of what is drawn.
        name: the network's name.
    """
    embedding = keras.Input((text_length,), name="embedding")
    moments = layers.LeakyReLU(0.2, dtype="float32")(layers.Dense(2 * units)(embedding))
    return keras.Model(embedding, moments, name=name)


def drawn(moments: Tensor, ε: Tensor) -> Tensor:
    """μ + σ ε [B, d], of (μ, log σ²) [B, 2 d] and ε [B, d]."""
    mean, log_variance = ops.split(moments, 2, axis=-1)
    return mean + ops.exp(log_variance / 2) * ε
