"""Held-out examples: a tenth for testing, where a source has no test split of its own."""

import hashlib
from collections.abc import Sequence

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.errors import SuiteError

SHARE = 10
FEWEST = 4
TELLING = 50
SHUFFLE = 20141


def held_out(
    examples: Examples,
    split: str,
    keys: list[str] | None = None,
    apart: np.ndarray | None = None,
    tested: np.ndarray | None = None,
    least: int = 1,
) -> Examples:
    """One side of a division that is the same in every run, whatever the seed of the training.

    Args:
        examples: the whole set.
        split: "train" (nine tenths), "test" (the other tenth) or "all".
        keys: a name for each example, such as its file; an example's side then hardly changes when others
            come or go, and examples that share a key are on one side. Without keys the tenth is drawn by a
            fixed permutation.
        apart: of examples with keys, which are of another sort, bool [N]; a tenth of either sort is held out.
        tested: the tenth, bool [N], where it is known already.
        least: examples with keys that are held out where a quarter of them is as many; else a quarter.

    Raises:
        SuiteError: another split, or a set of fewer than two examples that cannot be divided.
    """
    if split == "all":
        return examples
    if split not in ("train", "test"):
        raise SuiteError(f"{examples.name} has no split {split!r}; use train, test or all")
    n = len(examples if keys is None else set(keys))
    if n < 2:
        raise SuiteError(f"{examples.name} holds {n} example, too few to hold one out; add examples or use split all")
    if tested is None and keys is not None:
        tested = tenth(keys, apart) if least == 1 else _hashed(np.asarray(keys), least)
    elif tested is None:
        tested = np.isin(np.arange(n), np.random.default_rng(SHUFFLE).permutation(n)[: max(1, n // SHARE)])
    return examples.take(np.flatnonzero(tested if split == "test" else ~tested))


def tenth(keys: Sequence[str], apart: np.ndarray | None = None) -> np.ndarray:
    """Which examples are held out by their keys, bool [N]; see `held_out`."""
    names = np.asarray(keys)
    tested = _hashed(names)
    for sort in () if apart is None else (apart, ~apart):
        tested[sort] = _hashed(names[sort])
    return tested


def _hashed(keys, least=1):
    """Which examples are in the tenth of these keys, by a hash; and in as many more as make `least` examples of it, as
    long as these are not more than a quarter."""
    names, rows, counts = np.unique(keys, return_inverse=True, return_counts=True)
    order = np.argsort(np.array([hashlib.sha256(name.encode()).digest() for name in names]))
    usual = max(1, len(names) // SHARE)
    chosen, most = [*order[:usual]], len(keys) // FEWEST
    held = int(counts[chosen].sum())
    for number in order[usual:]:
        if held < min(least, most) and held + counts[number] <= most:
            chosen.append(number)
            held += int(counts[number])
    return np.isin(rows, chosen)


def share_of(n: int, least: int = 1) -> int:
    """How many of n examples are held out: a tenth, but `least` where a quarter is as many, else a quarter."""
    return max(1, n // SHARE, min(least, n // FEWEST))


def parts_held_out(examples: Examples, split: str, keys: list[str], least: int = 1) -> Examples:
    """As `held_out`, of examples that are parts of something longer; of a single one its last tenth is the test split.

    Args:
        examples: parts that do not overlap, in their order.
        split: "train", "test" or "all".
        keys: what each is a part of.
        least: see `held_out`.
    """
    if len({*keys}) != 1 or split not in ("train", "test") or len(examples) < 2:
        return held_out(examples, split, keys, least=least)
    first = len(examples) - share_of(len(examples), least)
    return examples.take(slice(first, None) if split == "test" else slice(first))
