"""Sequences of tokens, each in writing: a line of text."""

import numpy as np

from tfgan_suite.kinds.kind import Kind


class Tokens(Kind):
    """Sequences of tokens; samples are a list of strings."""

    title = "sequences"
    suffixes = (".txt",)
    kept = (".txt",)
    role = "tokens"
    names = {"tokens": "positions in the vocabulary"}

    def save(self, samples, file):
        file.write_text("\n".join(samples) + "\n", encoding="utf-8")

    def array(self, samples):
        return np.asarray(samples)
