"""Learning rates of single players, as `--generator-lr 1e-4` on the command line gives them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tfgan_suite.errors import SuiteError
from tfgan_suite.optimizers.schedules import Scaled

OPTION = re.compile(r"--(\w[\w-]*)[-_]lr(?:=(.*))?")


def rates_of(argv: Sequence[str]) -> tuple[list[str], dict[str, float]]:
    """(the other words, player -> learning rate) of a command line.

    Raises:
        SuiteError: a rate that is no positive number.
    """
    others, rates, words = [], {}, iter(argv)
    for word in words:
        if not (option := OPTION.fullmatch(word)):
            others.append(word)
            continue
        said = option[2] if option[2] is not None else next(words, "")
        rates[option[1].replace("-", "_")] = _positive(word, said)
    return others, rates


def set_rates(game: Any, rates: Mapping[str, float]) -> None:
    """Gives players of a compiled game learning rates; a schedule keeps its shape and begins at the new rate.

    Raises:
        SuiteError: nobody is called that.
    """
    for player, rate in rates.items():
        if player not in game.players:
            options = ", ".join(f"--{name.replace('_', '-')}-lr" for name in game.players)
            raise SuiteError(f"--{player.replace('_', '-')}-lr is of no player of this system; there are {options}.")
        optimizer = game.optimizers[player]
        schedule = getattr(optimizer, "_learning_rate", None)
        schedule = getattr(getattr(optimizer, "inner", optimizer), "_learning_rate", schedule)
        optimizer.learning_rate = Scaled(schedule, rate / float(schedule(0))) if callable(schedule) else rate


def _positive(word, said):
    try:
        rate = float(said)
    except ValueError:
        rate = 0.0
    if not 0 < rate < float("inf"):
        raise SuiteError(f"{word.partition('=')[0]} {said}: give a positive number, such as 1e-4.")
    return rate
