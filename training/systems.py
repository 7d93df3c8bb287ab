"""Every system that works, in one table; read without importing TensorFlow."""

import difflib
import importlib
from dataclasses import dataclass

from tfgan_suite.errors import SuiteError


@dataclass(frozen=True)
class System:
    """A system of the literature.

    Attributes:
        name: as in `tfgan train NAME`; its recipe is the function of that name in `recipes/<name>.py`.
        title: as people say it.
        paper: authors and year.
        url: where to read it.
        line: what is special about it, in one line.
    """

    name: str
    title: str
    paper: str
    url: str
    line: str

    def recipe(self):
        """The function that builds this system; imports TensorFlow."""
        return getattr(importlib.import_module(f"tfgan_suite.training.recipes.{self.name}"), self.name)

    def presets(self):
        """Name -> settings that differ from the recipe's defaults, for instance those of the paper."""
        return getattr(importlib.import_module(f"tfgan_suite.training.recipes.{self.name}"), "PRESETS", {})


SYSTEMS = [
    System(
        "dcgan",
        "DCGAN",
        "Radford et al. 2015",
        "https://arxiv.org/abs/1511.06434",
        "convolutional generator and discriminator with batch normalization: the baseline",
    ),
    System(
        "wgan_gp",
        "WGAN-GP",
        "Gulrajani et al. 2017",
        "https://arxiv.org/abs/1704.00028",
        "Wasserstein critic held 1-Lipschitz by a gradient penalty, several critic steps on fresh data",
    ),
    System(
        "cgan",
        "CGAN",
        "Mirza and Osindero 2014",
        "https://arxiv.org/abs/1411.1784",
        "both players are told the label, by concatenation or by projection",
    ),
]


def find(name):
    """The system called `name`; dashes, underscores and capitals do not matter.

    Raises:
        SuiteError: nothing is called that.
    """
    table = {_folded(system.name): system for system in SYSTEMS}
    if system := table.get(_folded(name)):
        return system
    near = difflib.get_close_matches(_folded(name), table, n=1)
    hint = f"did you mean {table[near[0]].name}?" if near else f"there are {', '.join(s.name for s in SYSTEMS)}."
    raise SuiteError(f"No system is called {name!r}; {hint} (`tfgan list` shows all.)")


def _folded(name):
    return name.lower().replace("-", "").replace("_", "")
