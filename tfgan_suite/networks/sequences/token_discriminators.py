"""Text CNN: a discriminator of token sequences. Kim 2014, https://arxiv.org/abs/1408.5882"""

from collections.abc import Sequence

import keras
from keras import layers, regularizers


def token_discriminator(
    vocabulary: int,
    length: int,
    *,
    embedding: int = 64,
    filters: int = 32,
    widths: Sequence[int] = (1, 2, 3, 4, 5),
    weight_decay: float = 0.1,
    name: str = "discriminator",
) -> keras.Model:
    """Tokens int32 [B, length] -> logit [B, 1]: convolutions of several widths, their maxima over time, a highway.

    Yu et al. 2016, section "The discriminative model for sequences", https://arxiv.org/abs/1609.05473; Srivastava et
    al. 2015, https://arxiv.org/abs/1505.00387, for the highway.

    Args:
        vocabulary: number of tokens.
        length: of the sequences.
        embedding: length of a token's vector.
        filters: of each width; the authors' program has 100 to 200.
        widths: of the convolutions, in tokens; those longer than a sequence are left out.
        weight_decay: weight of the last layer's squared weights; the paper's l2 of .2 counts half of each square.
        name: the network's name.
    """
    tokens = keras.Input((length,), dtype="int32", name="tokens")
    x = layers.Embedding(vocabulary, embedding)(tokens)
    spans = [layers.Conv1D(filters, width, activation="relu")(x) for width in widths if width <= length]
    h = layers.Concatenate()([layers.GlobalMaxPooling1D()(span) for span in spans])
    open_ = layers.Dense(h.shape[-1], activation="sigmoid", bias_initializer=keras.initializers.Constant(-2.0))(h)
    changed = layers.Dense(h.shape[-1], activation="relu")(h)
    h = layers.Add()([h, layers.Multiply()([open_, layers.Subtract()([changed, h])])])
    decay = regularizers.L2(weight_decay)
    logit = layers.Dense(1, kernel_regularizer=decay, bias_regularizer=decay, dtype="float32", name="logit")(h)
    return keras.Model(tokens, logit, name=name)
