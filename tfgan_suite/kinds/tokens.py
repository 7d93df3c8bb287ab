"""Sequences of tokens, each in writing: a line of text."""

from pathlib import Path
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.kind import Kind


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
