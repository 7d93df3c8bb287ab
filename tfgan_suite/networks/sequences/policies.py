"""Recurrent policy: a network that writes one token after another, and what can be done with it.

A policy maps (token int32 [B], h [B, units], c [B, units]) to (logits [B, V], h, c). Before the first token stands the
token V, which is never written.
"""

import keras
from keras import layers, ops

from tfgan_suite.aliases import Tensor


def token_policy(vocabulary: int, *, embedding: int = 32, units: int = 32, name: str = "generator") -> keras.Model:
    """One step of an LSTM over `vocabulary` tokens: (token, h, c) -> (logits, h, c).

    Args:
        vocabulary: V, number of tokens; logits are [B, V]. Token V stands before the first.
        embedding: length of a token's embedding.
        units: of the states h and c, [B, units].
        name: the network's name.
    """
    token = keras.Input((), dtype="int32", name="token")
    h, c = (keras.Input((units,), name=name) for name in ("h", "c"))
    x = layers.Embedding(vocabulary + 1, embedding)(token)
    _, state = layers.LSTMCell(units, seed=0)(x, [h, c])  # for dropout, of which there is none
    logits = layers.Dense(vocabulary, dtype="float32", name="logits")(state[0])
    return keras.Model([token, h, c], [logits, *state], name=name)


def complete(
    policy: keras.Model, u: Tensor, given: Tensor | None = None, kept: int = 0, temperature: float = 1.0
) -> Tensor:
    """Writes the tokens [B, T] that the random numbers choose, after the first `kept` of those that are given.

    Args:
        policy: see above.
        u: [B, T] in [0, 1): the token is where u falls in the distribution function.
        given: int32 [B, T].
        kept: how many of `given` stay, a number or a scalar tensor.
        temperature: the logits are divided by it; a number or [B, 1]. At 0 the likeliest token is written.
    """
    token, h, c = _start(policy, u)
    written = []
    for t in range(u.shape[1]):
        logits, h, c = policy([token, h, c])
        token = choose(logits / ops.maximum(temperature, 1e-6), u[:, t : t + 1])
        if given is not None:
            token = ops.where(t < kept, given[:, t], token)
        written.append(token)
    return ops.stack(written, axis=1)


def choose(logits: Tensor, u: Tensor) -> Tensor:
    """Where u [B, 1] falls in the distribution function of softmax(logits) [B, V]: int32 [B]."""
    below = ops.cumsum(ops.softmax(logits), axis=-1) <= u
    return ops.minimum(ops.sum(ops.cast(below, "int32"), axis=-1), logits.shape[-1] - 1)


def log_probabilities(policy: keras.Model, tokens: Tensor) -> Tensor:
    """log π(y_t | y_1 ... y_t-1), [B, T], of int32 tokens [B, T].

    Args:
        policy: see `token_policy`.
        tokens: int32 [B, T], 0 ≤ token < V.
    """
    tokens = ops.convert_to_tensor(tokens)
    token, h, c = _start(policy, tokens)
    found = []
    for t in range(tokens.shape[1]):
        logits, h, c = policy([token, h, c])
        token = tokens[:, t]
        found.append(ops.sum(ops.log_softmax(logits) * ops.one_hot(token, logits.shape[-1]), axis=-1))
    return ops.stack(found, axis=1)


def _start(policy, like):
    """The token before the first, and the state of having read nothing, a row for each of `like` [B, T]."""
    column = ops.zeros_like(like[:, :1])
    state = ops.tile(ops.cast(column, "float32"), (1, policy.inputs[1].shape[-1]))
    return ops.cast(column[:, 0], "int32") + policy.outputs[0].shape[-1], state, state
