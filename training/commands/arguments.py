"""Command lines from the signatures of functions."""

from collections.abc import Callable
from typing import Any

from tfgan_suite.training.cards.arguments import Parser


def run(function: Callable[..., Any], prog: str, argv: list[str]) -> Any:
    """Calls `function` with what the command line says."""
    parser = Parser(prog, (function.__doc__ or prog).splitlines()[0])
    parser.add_arguments_of(function)
    return function(**parser.parse_args(argv).as_dict())
