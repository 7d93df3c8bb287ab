"""Ranges of numbers, as types beside the arguments of recipes and commands: `width: Count = 32`."""

import math
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from tfgan_suite.errors import SuiteError

LARGEST = 2**31 - 1


@dataclass(frozen=True, repr=False)
class Range:
    """Which values of a number make sense.

    Attributes:
        words: what to give, as the end of a sentence.
        holds: whether a number is inside; NaN never is.
    """

    words: str
    holds: Callable[[float], bool]

    def __repr__(self) -> str:
        return self.words


def _at_least(low):
    return Range(f"a whole number, {low} or more", lambda x: low <= x <= LARGEST)


Count = Annotated[int, Range("a positive whole number", lambda x: 1 <= x <= LARGEST)]
Several = Annotated[int, _at_least(2)]
Natural = Annotated[int, _at_least(0)]
Seed = Annotated[int, Range("a whole number from 0 to 4294967295", lambda x: 0 <= x < 2**32)]
Port = Annotated[int, Range("a whole number from 0 to 65535", lambda x: 0 <= x < 2**16)]
Positive = Annotated[float, Range("a positive number", lambda x: 0 < x < math.inf)]
Weight = Annotated[float, Range("0 or a positive number", lambda x: 0 <= x < math.inf)]
Threshold = Annotated[float, Range("0, a positive number or inf", lambda x: x >= 0)]
Share = Annotated[float, Range("a number from 0 to 1", lambda x: 0 <= x <= 1)]
Degrees = Annotated[float, Range("degrees from 0 to 180", lambda x: 0 <= x <= 180)]
Part = Annotated[float, Range("a number above 0, up to 1", lambda x: 0 < x <= 1)]
Fraction = Annotated[float, Range("a number from 0 to 1, without 1", lambda x: 0 <= x < 1)]


def range_of(hint: Any) -> Range | None:
    """The range that a type, or one of the choices of a union, is annotated with; None where there is none."""
    found: list[Range | None] = [note for note in getattr(hint, "__metadata__", ()) if isinstance(note, Range)]
    found += [range_of(choice) for choice in typing.get_args(hint)] if not found else []
    return next((one for one in found if one), None)


def check_ranges(settings: Any) -> None:
    """Of a dataclass' fields that are annotated with a range, all are in it.

    Raises:
        SuiteError: one that is not, by its name as an option.
    """
    for name, hint in typing.get_type_hints(type(settings), include_extras=True).items():
        check(name, getattr(settings, name), hint)


def check(name: str, value: float | str | None, hint: Any) -> None:
    """A number is in the range that its type is annotated with; None, or a word where that is a choice, always is.

    Raises:
        SuiteError: it is not, by its name as an option.
    """
    within = range_of(hint)
    if within and value is not None and not isinstance(value, str) and not within.holds(value):
        raise SuiteError(f"--{name.replace('_', '-')} {value:.15g}: give {within.words}.")
