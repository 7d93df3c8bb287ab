"""The registry: every system, found in the recipe that builds it; read without importing TensorFlow."""

import dataclasses
import difflib
import importlib
import pkgutil

from tfgan_suite.errors import SuiteError
from tfgan_suite.training import recipes
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.systems.own import of_a_user

FAMILIES = (
    "objectives",
    "autoencoders",
    "conditional",
    "ensembles",
    "large_scale",
    "translation",
    "video",
    "sequences",
    "classifiers",
    "applications",
)


def _cards(family: str) -> list[System]:
    """The cards of a family's recipes, by module name; a module of settings holds several."""
    package = importlib.import_module(f"{recipes.__name__}.{family}")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    modules = map(importlib.import_module, names)
    return [
        dataclasses.replace(card, family=family, module=card.module or module.__name__)
        for module in modules
        for card in getattr(module, "CARDS", None) or [module.CARD]
    ]


SYSTEMS = [card for family in FAMILIES for card in _cards(family)]


def find(name: str) -> System:
    """The system called `name`; dashes, underscores and capitals do not matter. "module:function" is a user's own.

    Raises:
        SuiteError: nothing is called that.
    """
    if ":" in name:
        return of_a_user(name)
    table = {_folded(system.name): system for system in SYSTEMS}
    if system := table.get(_folded(name)):
        return system
    near = difflib.get_close_matches(_folded(name), table, n=1)
    hint = f"did you mean {table[near[0]].name}?" if near else f"there are {', '.join(s.name for s in SYSTEMS)}."
    raise SuiteError(f"No system is called {name!r}; {hint} (`tfgan list` shows all.)")


def _folded(name):
    return name.lower().replace("-", "").replace("_", "")
