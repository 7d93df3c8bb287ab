"""Entrant: who takes part in a comparison, a system or a variant of one."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.system import System
from tfgan_suite.training.systems.registry import find

SHARED = ("data", "image_size", "epochs", "steps_per_epoch", "kimg", "seed")


@dataclass(frozen=True)
class Entrant:
    """A system, or a variant of it by options of its recipe.

    Attributes:
        label: as the command has it, such as "lsgan --r1 10".
        system: which system.
        options: arguments of its recipe that differ from what `tfgan train` takes.
    """

    label: str
    system: System
    options: Mapping[str, Any]

    @classmethod
    def of(cls, label: str) -> "Entrant":
        """The entrant of a label.

        Raises:
            SuiteError: no such system, options that it does not take, or such as a comparison sets for all.
        """
        try:
            name, *words = shlex.split(label)
        except ValueError as error:
            raise SuiteError(f"{label!r} does not name a system: {error}") from None
        system = find(name)
        options = system.options(words) if words else {}
        if shared := [option for option in SHARED if option in options]:
            option = shared[0].replace("_", "-")
            raise SuiteError(f"{label!r} has a --{option} of its own, which a comparison sets for all: leave it out.")
        return cls(" ".join([system.name, *words]), system, options)

    @property
    def title(self) -> str:
        """As people say it, with the options that make it a variant."""
        return " ".join([self.system.title, *shlex.split(self.label)[1:]])

    @property
    def slug(self) -> str:
        """The label as a file may be called."""
        return re.sub(r"[^\w.=-]+", "_", self.label)
