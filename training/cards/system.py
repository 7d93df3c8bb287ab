"""System card: what the suite knows of a system before TensorFlow is imported."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class System:
    """A system of the literature.

    Attributes:
        name: as in `tfgan train NAME`; its recipe is the function of that name beside its card.
        title: as people say it.
        paper: authors and year.
        url: where to read it.
        line: what is special about it, in one line.
        missing: what of its paper's checks has not been shown yet; nothing for a system that works.
        reading: what its loss curves mean, or how its arguments decide that.
        of: the recipe that it is a setting of, if it has none of its own.
        settings: what it sets there.
        presets: name -> settings that differ from the defaults, for instance those of the paper.
        module: where its recipe is; the module of its card unless that says otherwise.
        family: which of `registry.FAMILIES` it belongs to.
    """

    name: str
    title: str
    paper: str
    url: str
    line: str
    missing: str = ""
    reading: str | Callable[[Mapping], str] = ""
    of: str = ""
    settings: Mapping = field(default_factory=dict)
    presets: Mapping[str, Mapping] = field(default_factory=dict)
    module: str = ""
    family: str = ""

    def recipe(self) -> Callable:
        """The function that builds this system; using it imports TensorFlow."""
        return getattr(importlib.import_module(self.module), self.of or self.name)

    def arguments(self) -> dict:
        """Every argument of its recipe as `tfgan train NAME` has it without options; imports TensorFlow."""
        from tfgan_suite.training.cards.arguments import default_arguments

        return default_arguments(self)

    def options(self, words: Sequence[str]) -> dict:
        """Arguments of its recipe that these words of a command line change; imports TensorFlow.

        Raises:
            SuiteError: words that are no options of it.
        """
        from tfgan_suite.training.cards.arguments import changed_arguments

        return changed_arguments(self, words)

    def checked(self, arguments: Mapping) -> dict:
        """Arguments of its recipe as a file has them, those that are left out as `tfgan train NAME` has them.

        Raises:
            SuiteError: one that the recipe does not take, or of another type.
        """
        from tfgan_suite.training.cards.arguments import checked_arguments

        return checked_arguments(self, arguments)

    def curves(self, arguments: Mapping) -> str:
        """What to make of the loss curves of a run with these arguments."""
        return self.reading if isinstance(self.reading, str) else self.reading({**self.settings, **arguments})
