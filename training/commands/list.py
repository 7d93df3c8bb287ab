import dataclasses
import json as encoder

from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.systems import SYSTEMS


def show(json: bool = False):
    """Shows every system that works, with its paper.

    Args:
        json: print a JSON array instead of a table.
    """
    if json:
        print(encoder.dumps([dataclasses.asdict(system) for system in SYSTEMS], indent=2))
        return
    name = max(len(system.name) for system in SYSTEMS)
    paper = max(len(system.paper) for system in SYSTEMS)
    for system in SYSTEMS:
        print(f"{system.name:{name}}  {system.paper:{paper}}  {system.line}")


def main(argv):
    run(show, "tfgan list", argv)
