"""Arguments of recipes and commands, read from the signatures of functions."""

import contextlib
import re
import typing
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from jsonargparse import ArgumentParser, Namespace

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.ranges import check, range_of

if TYPE_CHECKING:
    from tfgan_suite.training.cards.system import System

COMPLAINT = re.compile(r'^(?:Validation failed: )?(?:Parser key|Key|Option) "(\w+)": .*?(?:Got|Given) value: (.*)$')

OF_ALL = ("rates", "from", "freeze_d")
"""What a run of any system may be told beside its recipe's arguments."""


class Parser(ArgumentParser):
    """A jsonargparse parser that writes options with dashes, takes bare flags, and complains in one line."""

    def __init__(self, prog: str, description: str | None = None) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def add_arguments_of(self, function: Callable[..., Any]) -> list[str]:
        """Arguments without default are positional, the rest are options; returns their names."""
        names = self.add_function_arguments(function, as_positional=True)
        for action in self._flags():
            action.nargs = "?"
        return names

    def parse_args(self, argv: list[str]) -> Namespace:  # type: ignore[override]
        words = [re.sub(r"^--[^=]+", lambda m: "--" + m[0][2:].replace("-", "_"), word) for word in argv]
        words = _signed(words)
        bare = {name for action in self._flags() for name in action.option_strings}
        said = zip(words, [*words[1:], ""], strict=False)
        full = [f"{a}=true" if a in bare and b not in ("true", "false") else a for a, b in said]
        told = self._in_range(super().parse_args(full))
        return Namespace({name: _from_home(value) for name, value in told.items()})

    def parse_object(self, *arguments: Any, **options: Any) -> Namespace:
        return self._in_range(super().parse_object(*arguments, **options))

    def _in_range(self, told):
        """The same arguments, of which every number makes sense."""
        for action in self._actions:
            if hasattr(action, "_typehint"):
                check(action.dest, told.get(action.dest), action._typehint)
        return told

    def _in_own_words(self, line):
        """What jsonargparse says of a value of another type, as the command line would say it."""
        if found := COMPLAINT.search(line):
            name, value = found.groups()
            hint = next((getattr(action, "_typehint", None) for action in self._actions if action.dest == name), None)
            if asked := _asked(hint):
                return f"--{name} {value}: give {asked}"
        return line

    def _flags(self):
        return [action for action in self._actions if getattr(action, "_typehint", None) is bool]

    def format_help(self) -> str:  # type: ignore[override]
        return _dashed(re.sub(r"Annotated\[(?:int|float),\s+(.+?)\]", r"\1", super().format_help(), flags=re.DOTALL))

    def error(self, message: str, *_: Any, **__: Any) -> NoReturn:
        line = _dashed(self._in_own_words(" ".join(str(message).split())))
        raise SuiteError(f"{line} (`{self.prog} --help` shows what there is)")


def _signed(words):
    """`--value-range -1,1` as one word: argparse takes a value that begins with a dash for an option."""
    joined = []
    for word in words:
        if joined and re.fullmatch(r"-[\d.]+,.*", word) and re.fullmatch(r"--\w+", joined[-1]):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _from_home(value):
    """A path without the tilde that a shell leaves in `--run-dir=~/run`."""
    with contextlib.suppress(RuntimeError):  # nobody of that name has a home
        return value.expanduser() if isinstance(value, Path) else value
    return value


def _asked(hint):
    """What to give where this type is wanted; nothing where it is no number, choice or flag."""
    if within := range_of(hint):
        return within.words
    if hint is bool:
        return "true or false"
    choices = [choice for one in (hint, *typing.get_args(hint)) for choice in _choices(one)]
    return f"one of {', '.join(choices)}" if choices else ""


def _choices(hint):
    return map(str, typing.get_args(hint)) if typing.get_origin(hint) is typing.Literal else ()


def _dashed(text):
    return re.sub(r"--\w+", lambda option: option[0].replace("_", "-"), text)


def default_arguments(system: "System") -> dict:
    """Every argument of a system's recipe as `tfgan train NAME` has it without options; imports TensorFlow."""
    return _parser_of(system).get_defaults().as_dict()


def changed_arguments(system: "System", words: Sequence[str]) -> dict:
    """Arguments of a system's recipe that these words of a command line change.

    Raises:
        SuiteError: words that are no options of it.
    """
    parser = _parser_of(system)
    usual, told = parser.get_defaults().as_dict(), parser.parse_args([*words]).as_dict()
    return {name: value for name, value in told.items() if value != usual.get(name)}


def checked_arguments(system: "System", arguments: Mapping) -> dict:
    """Arguments of a system's recipe as a file has them, those that are left out as `tfgan train NAME` has them.

    Raises:
        SuiteError: one that the recipe does not take, or of another type.
    """
    beside = {name: value for name, value in arguments.items() if name in OF_ALL}
    others = {name: value for name, value in arguments.items() if name not in OF_ALL}
    return {**_parser_of(system).parse_object(others).as_dict(), **beside}


def _parser_of(system):
    parser = Parser(f"tfgan train {system.name}")
    parser.add_arguments_of(system.recipe())
    parser.set_defaults(dict(system.settings))
    return parser
