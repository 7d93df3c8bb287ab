"""Grammar strings: a small probabilistic grammar, of which every string can be checked."""

import re

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.errors import SuiteError

SIZES = {"train": 10_000, "test": 10_000}
LENGTH = 15
SYMBOLS = "xy+*()_"
END = "_"


def expression(rng: np.random.Generator) -> str:
    """S -> T with probability .45, else T+S or T*S;  T -> x or y with probability .75, else (S)."""
    term = rng.choice(["x", "y"]) if rng.random() < 0.75 else f"({expression(rng)})"
    return term if rng.random() < 0.45 else term + rng.choice(["+", "*"]) + expression(rng)


def valid(text: str) -> bool:
    """Whether a string is an expression of the grammar, filled up with `_`."""
    body = text.rstrip(END)
    while (shorter := re.sub(r"[xy]|\(S\)|S[+*]S", "S", body)) != body:
        body = shorter
    return body == "S"


def grammar(split: str = "train", *, seed: int = 0) -> Examples:
    """Expressions such as x*(y+x), of 3 to 15 characters, filled up to 15 with `_`.

    Returns:
        Field "tokens", int32 [10,000, 15]; the classes are the characters.

    Raises:
        SuiteError: a split that does not exist.
    """
    if split not in SIZES:
        raise SuiteError(f"grammar has no split {split!r}; use train or test")
    rng = np.random.default_rng([seed, list(SIZES).index(split)])
    rows: list[list[int]] = []
    while len(rows) < SIZES[split]:
        text = expression(rng)
        if 3 <= len(text) <= LENGTH:
            rows.append([SYMBOLS.index(symbol) for symbol in text.ljust(LENGTH, END)])
    return Examples({"tokens": np.array(rows, np.int32)}, "grammar", tuple(SYMBOLS), "public domain")
