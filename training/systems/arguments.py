"""Arguments of recipes and commands, read from the signatures of functions."""

import re
from collections.abc import Mapping

from jsonargparse import ArgumentParser

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.systems.system import System


class Parser(ArgumentParser):
    """A jsonargparse parser that writes options with dashes, takes bare flags, and complains in one line."""

    def __init__(self, prog, description=None):
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def add_arguments_of(self, function):
        """Arguments without default are positional, the rest are options; returns their names."""
        names = self.add_function_arguments(function, as_positional=True)
        for action in self._flags():
            action.nargs = "?"
        return names

    def parse_args(self, argv):
        words = [re.sub(r"^--[^=]+", lambda m: "--" + m[0][2:].replace("-", "_"), word) for word in argv]
        words = _signed(words)
        bare = {name for action in self._flags() for name in action.option_strings}
        said = zip(words, [*words[1:], ""], strict=False)
        return super().parse_args([f"{a}=true" if a in bare and b not in ("true", "false") else a for a, b in said])

    def _flags(self):
        return [action for action in self._actions if getattr(action, "_typehint", None) is bool]

    def format_help(self):
        return _dashed(super().format_help())

    def error(self, message, *_, **__):
        line = _dashed(" ".join(str(message).split()))
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


def _dashed(text):
    return re.sub(r"--\w+", lambda option: option[0].replace("_", "-"), text)


def default_arguments(system: System) -> dict:
    """Every argument of a system's recipe as `tfgan train NAME` has it without options; imports TensorFlow."""
    return _parser_of(system).get_defaults().as_dict()


def checked_arguments(system: System, arguments: Mapping) -> dict:
    """Arguments of a system's recipe as a file has them, those that are left out as `tfgan train NAME` has them.

    Raises:
        SuiteError: one that the recipe does not take, or of another type.
    """
    return _parser_of(system).parse_object(arguments).as_dict()


def _parser_of(system):
    parser = Parser(f"tfgan train {system.name}")
    parser.add_arguments_of(system.recipe())
    parser.set_defaults(dict(system.settings))
    return parser
