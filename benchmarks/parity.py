"""Every product of every system in every format, held against Keras as each export is: docs/parity.csv, and from it the
tables of docs/parity.md.

python -m benchmarks.parity [NAME...] [--runs DIR]; without names those that the table does not have yet. A system's
networks are those of its run in DIR where there is one, else those of its recipe after 100 steps of training.
"""

import argparse
import collections
import csv
import tempfile
from pathlib import Path

from benchmarks.parity_tables import tables
from tfgan_suite.atomic import atomic_write
from tfgan_suite.errors import SuiteError
from tfgan_suite.export import export_network, inscription
from tfgan_suite.export.artifacts import FORMATS
from tfgan_suite.training.reporting.appendix import with_appendix
from tfgan_suite.training.running.open_game import open_plan
from tfgan_suite.training.running.run import Run
from tfgan_suite.training.running.train import build
from tfgan_suite.training.scoring.calibration import typical
from tfgan_suite.training.systems.registry import SYSTEMS, find

TABLE, PAGE = Path("docs/parity.csv"), Path("docs/parity.md")
COLUMNS = ("system", "product", "steps", "format", "bytes", "max", "mean", "levels", "lost", "in_float", "refused")
ASKED = [name for name in FORMATS if name != "web"]
STEPS = 100
AUTHOR = "python -m benchmarks.parity"


def plan_of(name, runs):
    """The plan of a system's run among these, or of one that has hardly begun."""
    if run := next((run for run in runs if run.system == name), None):
        return open_plan(run)
    plan = build(find(name), {"seed": 0})
    data = plan.training_data()
    plan.game.fit(data, steps_per_epoch=STEPS, shuffle=False, verbose=0, callbacks=plan.callbacks)
    return plan


def measured(network, product, form, facts):
    """What an export notes of itself, or why there is none."""
    with tempfile.TemporaryDirectory() as room:
        try:
            (check,) = export_network(network, room, [form], product, **facts)
        except SuiteError as reason:
            return {"refused": str(reason)}
        floats = inscription(check.path)["in_float"] if check.notes else []
    singles = collections.Counter(layer.partition(" ")[0] for layer in floats if not layer.startswith("all "))
    kinds = [layer for layer in floats if layer.startswith("all ")]
    return {
        "bytes": check.bytes,
        "max": f"{check.max_difference:.3g}",
        "mean": f"{check.mean_difference:.3g}",
        "levels": "" if check.levels is None else check.levels,
        "lost": f"{check.lost:.3g}",
        "in_float": ", ".join([*kinds, *(f"{count} {kind}" for kind, count in singles.most_common())]),
    }


def rows(name, runs):
    plan = plan_of(name, runs)
    steps = int(plan.game.steps.numpy())
    for product, network in plan.game.products().items():
        facts = {"output_names": tuple(network.output_names), "examples": typical(plan, product, network)}
        facts["num_classes"] = getattr(plan.game, "num_classes", None)
        for form in ASKED:
            found = measured(network, product, form, facts)
            row = {"system": name, "product": product, "steps": steps, "format": form, **found}
            print(*(f"{key}={value}" for key, value in row.items() if value != ""), flush=True)
            yield {column: str(row.get(column, "")) for column in COLUMNS}


def read():
    if not TABLE.exists():
        return []
    with TABLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(table):
    order = {system.name: place for place, system in enumerate(sorted(SYSTEMS, key=lambda system: system.name))}
    table = sorted(table, key=lambda row: order[row["system"]])
    with atomic_write(TABLE) as draft, draft.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    text = with_appendix(PAGE.read_text(encoding="utf-8"), AUTHOR, tables(table))
    with atomic_write(PAGE) as draft:
        draft.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--runs", type=Path)
    options = parser.parse_args()
    runs = [Run.open(file.parent) for file in sorted(options.runs.glob("*/config.yaml"))] if options.runs else []
    done = {row["system"] for row in read()}
    for name in options.names or [system.name for system in SYSTEMS if system.name not in done]:
        new = list(rows(name, runs))
        write([row for row in read() if row["system"] != name] + new)


if __name__ == "__main__":
    main()
