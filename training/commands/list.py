"""`tfgan list`: every system, with its paper and what is missing."""

import dataclasses
import json as encoder

from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.systems.registry import SYSTEMS


def show(json: bool = False) -> None:
    """Shows every system that works, with its paper, and what is missing of the others.

    Args:
        json: print a JSON array instead of a table.
    """
    if json:
        print(encoder.dumps([_told(system) for system in SYSTEMS], indent=2))
        return
    name = max(len(system.name) for system in SYSTEMS)
    paper = max(len(system.paper) for system in SYSTEMS)
    for system in (s for s in SYSTEMS if not s.missing):
        print(f"{system.name:{name}}  {system.paper:{paper}}  {system.line}")
    print("\nNot shown to work yet:")
    for system in (s for s in SYSTEMS if s.missing):
        print(f"{system.name:{name}}  {system.paper:{paper}}  {system.missing}")


def _told(system):
    """A card as JSON takes it, without what only the code needs."""
    facts = dataclasses.asdict(dataclasses.replace(system, reading=""))
    return {key: fact for key, fact in facts.items() if key not in ("reading", "module")}


def main(argv: list[str]) -> None:
    run(show, "tfgan list", argv)
