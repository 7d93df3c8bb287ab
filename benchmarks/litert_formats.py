"""Every product of every system in every LiteRT format: bytes, and what is lost. A Markdown table.

python -m benchmarks.litert_formats [NAME...]; the networks have the size that their recipes train, and initial weights,
moved at random so that no bias or scale is at its initial value.
"""

import sys
import tempfile

import numpy as np

from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_network, inscription
from tfgan_suite.export.artifacts import FORMATS
from tfgan_suite.training.calibration import typical
from tfgan_suite.training.systems import SYSTEMS, find
from tfgan_suite.training.train import build

ASKED = [name for name in FORMATS if name.startswith("litert")]
SHIFT = 0.02


def moved(network):
    """The same network with weights that have left their initial values."""
    rng = np.random.default_rng(1)
    for weight in network.weights:
        if "float" in weight.dtype:
            weight.assign(weight + rng.normal(0, SHIFT, weight.shape))
    return network


def cell(network, name, format, facts, room):
    try:
        (check,) = export_network(network, room, [format], name, **facts)
    except SuiteError as reason:
        return f"refused: {str(reason).partition('; nothing')[0]}"
    floats = f", {len(inscription(check.path)['in_float'])} in float" if check.notes else ""
    return f"{check.bytes / 1e3:,.0f} kB, {100 * check.lost:.1g} %{floats}"


def rows(name):
    plan = build(find(name), {"seed": 0})
    for product in plan.game.products():
        network = moved(plan.game.products()[product])
        facts = {"output_names": tuple(network.output_names), "examples": typical(plan, product, network)}
        facts["num_classes"] = getattr(plan.game, "num_classes", None)
        with tempfile.TemporaryDirectory() as room:
            yield [name, product, *(cell(network, product, format, facts, room) for format in ASKED)]


def main():
    print(f"| system | product | {' | '.join(ASKED)} |\n|{'---|' * (2 + len(ASKED))}", flush=True)
    for name in sys.argv[1:] or [system.name for system in SYSTEMS]:
        try:
            for row in rows(name):
                print(f"| {' | '.join(row)} |", flush=True)
        except SuiteError as reason:
            print(f"| {name} | not built: {reason} |", flush=True)


if __name__ == "__main__":
    main()
