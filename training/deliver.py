"""The networks of a run, exported and checked."""

import json

from tfgan_suite.atomic import whole
from tfgan_suite.export import export_network

FORMATS = ("savedmodel", "litert")


def deliver(game, run, formats=FORMATS):
    """Exports each product of a game into the run; returns the parity checks and notes them for the report."""
    num_classes = getattr(game, "num_classes", None)
    checks = []
    for name, network in game.products().items():
        names = tuple(network.output_names)
        checks += export_network(network, run.exports, formats, name, output_names=names, num_classes=num_classes)
    rows = [check.as_dict() for check in checks]
    rows += [row for row in run.parity_rows() if row["format"] not in formats]
    with whole(run.parity) as draft:
        draft.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return checks
