"""Form: one way in which users keep their data."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.request import DataRequest


@dataclass(frozen=True)
class Form:
    """One way in which users keep examples of some content.

    Args:
        name: in a few words, as a message offers it, such as "A/ and B/ with equal names".
        tree: how it lies on the disk, drawn for docs/data.md.
        fits: whether a path, which exists, looks like it; quick, and never an error.
        read: makes the examples of a request whose path fits. Raises SuiteError where they cannot be read.
    """

    name: str
    tree: str
    fits: Callable[[Path], bool]
    read: Callable[[DataRequest], Examples]
