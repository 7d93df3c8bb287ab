"""Sequences of tokens, each in writing: a line of text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.kind import Kind


def in_writing(tokens: Array, vocabulary: Sequence[str]) -> list[str]:
    """Tokens int [n, T] as n strings: characters in a row, longer words with blanks between them."""
    blank = "" if all(len(word) == 1 for word in vocabulary) else " "
    return [blank.join(vocabulary[token] for token in row) for row in tokens]


class Tokens(Kind):
    """Sequences of tokens; samples are a list of strings."""

    title = "sequences"
    suffixes: tuple[str, ...] = (".txt",)
    kept = (".txt",)
    alone = ".txt"
    field = "text"
    role = "tokens"
    names = {"tokens": "positions in the vocabulary"}

    def save(self, samples: Any, file: Path) -> None:
        file.write_text("\n".join(samples) + "\n", encoding="utf-8")

    def save_alone(self, sample: Any, file: Path) -> None:
        self.save([sample], file)

    def array(self, samples: Any) -> Array:
        return np.asarray(samples)
