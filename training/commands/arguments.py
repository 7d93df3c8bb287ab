"""Command lines from the signatures of functions."""

import re

from jsonargparse import ArgumentParser

from tfgan_suite.errors import SuiteError


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


def _dashed(text):
    return re.sub(r"--\w+", lambda option: option[0].replace("_", "-"), text)


def run(function, prog, argv):
    """Calls `function` with what the command line says."""
    parser = Parser(prog, function.__doc__.splitlines()[0])
    parser.add_arguments_of(function)
    return function(**parser.parse_args(argv).as_dict())
