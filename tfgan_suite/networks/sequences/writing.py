"""Sequence sampling as a served network: seeds in, token sequences out, nothing random inside."""

import keras
from keras import layers, ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.networks.sequences.policies import complete

PRIME = 2**31 - 1
KEYS = (314159265, 271828182, 1414213562, 577215664, 1732050807)


def sequence_writer(policy: keras.Model, length: int, name: str = "generator") -> keras.Model:
    """(seed int32 [B], temperature [B, 1]) -> tokens int32 [B, length].

    One seed stands for one sequence; at temperature 0 all are the likeliest. All operations are integer arithmetic or
    built into LiteRT, so that every runtime writes the same.

    Args:
        policy: see `token_policy`.
        length: T, tokens of a sequence.
        name: the network's name.
    """
    seed = keras.Input((), dtype="int32", name="seed")
    temperature = keras.Input((1,), name="temperature")
    tokens = complete(policy, hashed(seed, length), temperature=temperature)
    return keras.Model([seed, temperature], layers.Identity(name="tokens", dtype="int32")(tokens), name=name)


def hashed(seed: Tensor, length: int) -> Tensor:
    """Numbers in [0, 1), float32 [B, length], that follow from int32 seeds [B] and look as if they did not.

    The block cipher of Albrecht et al. 2016 (MiMC, https://eprint.iacr.org/2016/492) with exponent 5, which permutes
    the residues of 2³¹ - 1, and few rounds: x <- (x + key)⁵. Its products fit 64-bit integers.
    """
    place = ops.reshape(ops.arange(length, dtype="int64"), (1, length))
    x = (ops.expand_dims(ops.cast(seed, "int64"), 1) * 65537 + place) % PRIME
    for key in KEYS:
        x = (x + key) % PRIME
        square = (x * x) % PRIME
        x = (square * square) % PRIME * x % PRIME
    # In steps, since 2^-31 is nothing in float16.
    return ops.cast(x - x % 128, "float32") / 2.0**11 / 2.0**10 / 2.0**10
