"""Attributes that samples are asked to have: `Smiling=1,Male=0`, the others as in training."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.conditions import AuxiliaryClassifier, Vector
from tfgan_suite.errors import SuiteError


def attributes_of(game: Any) -> Vector | None:
    """The condition of a game that is told attributes; None of any other."""
    condition = getattr(game, "condition", None)
    condition = condition.base if isinstance(condition, AuxiliaryClassifier) else condition
    return condition if isinstance(condition, Vector) else None


def asked(words: str, told: Vector, names: Sequence[str], n: int) -> Array:
    """Vectors for `n` samples, float32 [n, size]: those that the game shows in turn, with what is asked for.

    Args:
        words: name=number, several with commas between them.
        told: the game's condition.
        names: of the attributes; their numbers from 0 where they have none.
        n: how many.

    Raises:
        SuiteError: no such attribute, or no number.
    """
    known = list(names) if len(names) == told.size else list(map(str, range(told.size)))
    (vectors,) = told.samples(n)
    for pair in words.split(","):
        name, _, said = (part.strip() for part in pair.partition("="))
        if name not in known:
            raise SuiteError(f"There is no attribute {name!r}: give some of {', '.join(known)}, such as {known[0]}=1.")
        vectors[:, known.index(name)] = _number(name, said)
    return vectors


def _number(name, said):
    try:
        number = float(said)
    except ValueError:
        number = np.nan
    if not np.isfinite(number):
        raise SuiteError(f"--attributes {name}={said}: give a number, 1 for what it has and 0 for what it lacks.")
    return number
