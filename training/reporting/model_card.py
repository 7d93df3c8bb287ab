"""Model card: where an exported model comes from, how good it is, what it is for and what not."""

import importlib.metadata
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from tfgan_suite.atomic import atomic_write
from tfgan_suite.export import descriptions
from tfgan_suite.export.clients.serving import listed
from tfgan_suite.training.protocols.judging import told_by
from tfgan_suite.training.reporting.exported import exported, latencies
from tfgan_suite.training.reporting.scoreboard import circumstances, scoreboard
from tfgan_suite.training.systems.registry import find

if TYPE_CHECKING:
    from tfgan_suite.training.running.run import Run


PACKAGES = ("tfgan_suite", "tensorflow", "keras")
TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def write_card(run: "Run") -> None:
    """Writes `export/model_card.md` from what the run directory holds by now, where something has been exported."""
    scores = run.scores()
    if not run.parity_rows():
        return
    card = TEMPLATES.get_template("model_card.md").render(
        system=find(run.system),
        arguments=run.arguments | {k: _public(run.arguments[k]) for k in ("data", "from") if k in run.arguments},
        data=run.data_facts(),
        verdict=scores.get("verdict", {}).get("word"),
        told_by=told_by(scores["n"]) if scores.get("n") else "",
        scores=scoreboard(scores),
        circumstances=circumstances(scores),
        models=[
            (model["name"], {key: listed(sides) for key, sides in model["signatures"].items()})
            for model in descriptions(run.exports)
        ],
        checks=exported(run, run.exports),
        latencies=latencies(run),
        versions={name: importlib.metadata.version(name) for name in PACKAGES},
    )
    with atomic_write(run.exports / "model_card.md") as draft:
        draft.write_text(card, encoding="utf-8")


def _public(data):
    """A name of data as others may read it: of a file or folder its own, without where it is on this machine."""
    return Path(data).name if data and Path(data).is_absolute() else data
