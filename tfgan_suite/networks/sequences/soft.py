"""Networks of soft sequences: a distribution over the vocabulary at each place instead of a token.

Gulrajani et al. 2017, appendix C, https://arxiv.org/abs/1704.00028: residual blocks of two 1-D convolutions of width 5,
whose branch weighs .3 as in the authors' program. Nothing is drawn: gradients pass from the critic to the generator.
"""

import keras
import tensorflow as tf
from keras import layers

from tfgan_suite.aliases import Tensor

SPAN, SHARE = 5, 0.3


def soft_generator(
    length: int, vocabulary: int, latent_dim: int = 128, *, width: int = 512, blocks: int = 5, name: str = "generator"
) -> keras.Model:
    """z [B, latent_dim] -> distributions [B, length, vocabulary], each of which sums to one.

    Args:
        length: T, places of a sequence.
        vocabulary: V, how many tokens there are.
        latent_dim: length of z.
        width: channels.
        blocks: residual blocks.
        name: the network's name.
    """
    z = keras.Input((latent_dim,), name="z")
    h = layers.Reshape((length, width))(layers.Dense(length * width)(z))
    for _ in range(blocks):
        h = _residual(h)
    logits = layers.Conv1D(vocabulary, 1)(h)
    return keras.Model(z, layers.Softmax(dtype="float32", name="distributions")(logits), name=name)


def soft_critic(
    length: int, vocabulary: int, *, width: int = 512, blocks: int = 5, name: str = "critic"
) -> keras.Model:
    """Distributions [B, length, vocabulary], or one-hot tokens, -> score [B, 1]. Arguments as in `soft_generator`."""
    soft = keras.Input((length, vocabulary), name="distributions")
    h = layers.Conv1D(width, 1)(soft)
    for _ in range(blocks):
        h = _residual(h)
    small = keras.initializers.RandomNormal(0.0, 0.02)
    score = layers.Dense(1, kernel_initializer=small, dtype="float32", name="logit")(layers.Flatten()(h))
    return keras.Model(soft, score, name=name)


def likeliest(generator: keras.Model) -> keras.Model:
    """z -> tokens int32 [B, length]: the likeliest at each place, of a `soft_generator`."""
    tokens = Likeliest(name="tokens")(generator(generator.inputs[0]))
    return keras.Model(generator.inputs, tokens, name="generator")


@keras.saving.register_keras_serializable(package="tfgan_suite")
class Likeliest(layers.Layer):
    """Distributions [B, T, V] -> the likeliest token of each, int32 [B, T]."""

    def call(self, distributions: Tensor) -> Tensor:
        return tf.argmax(distributions, axis=-1, output_type=tf.int32)  # Keras' own is beyond LiteRT


def _residual(x):
    h = x
    for _ in range(2):
        h = layers.Conv1D(x.shape[-1], SPAN, padding="same")(layers.ReLU()(h))
    return layers.Add()([x, layers.Rescaling(SHARE)(h)])
