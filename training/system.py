"""What the suite knows of a system before TensorFlow is imported."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from tfgan_suite.training.commands.arguments import Parser


@dataclass(frozen=True)
class System:
    """A system of the literature.

    Attributes:
        name: as in `tfgan train NAME`; its recipe is the function of that name in `recipes/<name>.py`.
        title: as people say it.
        paper: authors and year.
        url: where to read it.
        line: what is special about it, in one line.
        missing: what of its paper's checks has not been shown yet; nothing for a system that works.
        of: the recipe that it is a setting of, if it has none of its own.
        settings: what it sets there.
        original: what it sets beyond that for its paper's own experiment, the preset `paper`.
    """

    name: str
    title: str
    paper: str
    url: str
    line: str
    missing: str = ""
    of: str = ""
    settings: Mapping = field(default_factory=dict)
    original: Mapping = field(default_factory=dict)

    def recipe(self):
        """The function that builds this system; imports TensorFlow."""
        return getattr(self._module, self.of or self.name)

    def presets(self):
        """Name -> settings that differ from the defaults, for instance those of the paper."""
        if self.of:
            return {"paper": self.original} if self.original else {}
        return getattr(self._module, "PRESETS", {})

    def arguments(self):
        """Every argument of its recipe as `tfgan train NAME` has it without options; imports TensorFlow."""
        return self._parser().get_defaults().as_dict()

    def checked(self, arguments):
        """Arguments of its recipe as a file has them, those that are left out as `tfgan train NAME` has them.

        Raises:
            SuiteError: one that the recipe does not take, or of another type.
        """
        return self._parser().parse_object(arguments).as_dict()

    def _parser(self):
        parser = Parser(f"tfgan train {self.name}")
        parser.add_arguments_of(self.recipe())
        parser.set_defaults(dict(self.settings))
        return parser

    @property
    def _module(self):
        return importlib.import_module(f"tfgan_suite.training.recipes.{self.of or self.name}")
