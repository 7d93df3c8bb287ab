"""Text embeddings: pure functions `(captions, length) -> float32 [n, length]` without anything to fit."""

import functools
import hashlib
import re
from collections.abc import Sequence

import keras
import numpy as np

from tfgan_suite.aliases import Array


@keras.saving.register_keras_serializable("tfgan_suite")
def bag_of_words(captions: Sequence[str], length: int) -> Array:
    """A caption is the sum of its words' vectors over the square root of their number; order and case do not matter.

    A word's vector is standard normal noise seeded by the word's SHA-256: every word that a user may type has one, the
    same on every machine, and two words are all but orthogonal at a length of a hundred.

    Args:
        captions: strings.
        length: of the vectors.
    """
    kinds, rows = np.unique(np.asarray(captions, dtype=str), return_inverse=True)
    return np.stack([_caption(str(kind), length) for kind in kinds])[rows]


def _caption(caption, length):
    words = re.findall(r"[\w-]+", caption.lower()) or [""]
    return sum(_word(word, length) for word in words) / np.float32(len(words) ** 0.5)


@functools.lru_cache(maxsize=65536)
def _word(word, length):
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:16], "big")
    return np.random.default_rng(seed).standard_normal(length, np.float32)
