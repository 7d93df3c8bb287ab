"""Oracle LSTM: random weights, so that the likelihood of every sequence is known. Yu et al. 2016, section 4"""

import re
from typing import Self

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.errors import SuiteError

SIZES = {"train": 10_000, "test": 10_000}
UNITS = 32


class Oracle:
    """Yu et al. 2016, section "Synthetic data experiments": all weights of an LSTM language model from N(0, 1).

    The same oracle wherever `vocabulary` and `length` are the same.

    Args:
        vocabulary: number of tokens.
        length: of a sequence.
    """

    def __init__(self, vocabulary: int, length: int) -> None:
        self.vocabulary = vocabulary
        self.length = length
        rng = np.random.default_rng([20160918, vocabulary, length])
        shapes = [(vocabulary + 1, UNITS), (2 * UNITS, 4 * UNITS), (4 * UNITS,), (UNITS, vocabulary), (vocabulary,)]
        self.weights = [rng.standard_normal(shape).astype(np.float32) for shape in shapes]

    @classmethod
    def named(cls, name: str) -> Self:
        """That of the data set called "oracle" (50 tokens, length 10), "oracle:5000x20" and so on."""
        sizes = re.fullmatch(r"oracle(?::(\d+)x(\d+))?", name)
        if not sizes or "0" in sizes.groups():
            raise SuiteError(f"there is no oracle {name!r}; write oracle:VOCABULARYxLENGTH, such as oracle:5000x20")
        return cls(*(int(size) for size in sizes.groups(default=0))) if sizes[1] else cls(50, 10)

    def draw(self, rng: np.random.Generator, n: int) -> Array:
        """`n` sequences, int32 [n, length]."""
        tokens = np.zeros((n, self.length), np.int32)
        for t, log_p in enumerate(self._told(tokens)):
            tokens[:, t] = (log_p + rng.gumbel(size=log_p.shape)).argmax(axis=1)
        return tokens

    def log_probabilities(self, tokens: Array) -> Array:
        """log p(y_t | y_1 ... y_t-1), [n, length], of int32 tokens [n, length]."""
        rows = np.arange(len(tokens))
        return np.stack([log_p[rows, tokens[:, t]] for t, log_p in enumerate(self._told(tokens))], axis=1)

    def _told(self, tokens):
        """The log-probabilities [n, V] of each place in turn; `tokens` is read one place behind."""
        embedding, gates, gate_bias, output, output_bias = self.weights
        h = c = np.zeros((len(tokens), UNITS), np.float32)
        before = np.full(len(tokens), self.vocabulary)
        for t in range(self.length):
            i, f, o, g = np.split(np.concatenate([embedding[before], h], 1) @ gates + gate_bias, 4, axis=1)
            c = _sigmoid(f) * c + _sigmoid(i) * np.tanh(g)
            h = _sigmoid(o) * np.tanh(c)
            logits = h @ output + output_bias
            logits = logits - logits.max(axis=1, keepdims=True)
            yield logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
            before = tokens[:, t]


def oracle(name: str = "oracle", split: str = "train", *, seed: int = 0) -> Examples:
    """Sequences that an oracle wrote.

    Args:
        name: see `Oracle.named`.
        split: "train" or "test", 10,000 each.
        seed: of the sequences; the oracle stays the same.

    Returns:
        Field "tokens", int32 [N, T]; the classes are the tokens in writing.

    Raises:
        SuiteError: a split or a name that does not exist.
    """
    if split not in SIZES:
        raise SuiteError(f"{name} has no split {split!r}; use train or test")
    source = Oracle.named(name)
    tokens = source.draw(np.random.default_rng([seed, list(SIZES).index(split)]), SIZES[split])
    return Examples({"tokens": tokens}, name, tuple(map(str, range(source.vocabulary))), "public domain")


def _sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))
