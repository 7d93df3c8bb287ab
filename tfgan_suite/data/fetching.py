"""Fetching: data brought to this machine before anything needs it."""

import os

from tfgan_suite import cache
from tfgan_suite.data.catalogue import load


def fetch(name: str, *, cache_dir: os.PathLike | str | None = None) -> str:
    """Loads both splits of a data set, so that every later `load` finds them in the cache.

    Args:
        name: as `load` takes it.
        cache_dir: as `load` takes it.

    Returns:
        One line for the user: how many examples there are, and where the cache is.

    Raises:
        SuiteError: what `load` raises.
    """
    train, test = (len(load(name, split, cache_dir=cache_dir)) for split in ("train", "test"))
    return f"{name}, {train:,} examples to train on and {test:,} to test, kept in {cache_dir or cache.cache_dir()}"
