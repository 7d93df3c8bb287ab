"""Report: one self-contained page that explains a run."""

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from matplotlib.figure import Figure

from tfgan_suite.atomic import atomic_write
from tfgan_suite.training.protocols.judging import told_by
from tfgan_suite.training.reporting.diagnosis import diagnosis
from tfgan_suite.training.reporting.exported import exported, latencies
from tfgan_suite.training.reporting.history import read_history
from tfgan_suite.training.reporting.looks import monitored
from tfgan_suite.training.reporting.scoreboard import circumstances, scoreboard
from tfgan_suite.training.systems.registry import find

if TYPE_CHECKING:
    from tfgan_suite.training.running.run import Run


MOST_GRIDS = 6
SHARED = {"_loss": "losses", "_score": "scores"}
PAGE = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).parent), autoescape=True)


def write_report(run: "Run") -> None:
    """Writes `report.html` from what the run directory holds by now; parts that are not there yet are left out."""
    history, scores, looks = read_history(run.history), run.scores(), run.looks()
    system, ending = find(run.system), run.ending.read_text(encoding="utf-8") if run.ending.exists() else ""
    page = PAGE.get_template("report.html").render(
        system=system,
        arguments=run.arguments,
        phase=run.data_facts().get("phase"),
        costs=run.cost(),
        epochs=len(next(iter(history.values()), [])),
        curves=[_inline(_chart(title, curves), "image/svg+xml") for title, curves in _families(history).items()],
        final={name: values[-1] for name, values in history.items()},
        grids=[(p.stem, _inline(p.read_bytes(), "image/png")) for p in _some(sorted(run.samples.glob("*.png")))],
        film=[_inline(path.read_bytes(), "image/gif") for path in _films(run.samples)],
        sounds=[_inline(path.read_bytes(), "audio/wav") for path in sorted(run.samples.glob("*.wav"))[-1:]],
        texts=[path.read_text(encoding="utf-8") for path in sorted(run.samples.glob("*.txt"))[-1:]],
        scores=scoreboard(scores),
        circumstances=circumstances(scores),
        verdict=scores.get("verdict"),
        told_by=told_by(scores["n"]) if scores.get("n") else "",
        told=diagnosis(history, monitored(looks), scores, ending),
        reading=system.curves(run.arguments),
        looks=_inline(_chart_of_looks(looks), "image/svg+xml") if monitored(looks) else None,
        neighbours=_inline(run.neighbours.read_bytes(), "image/png") if run.neighbours.exists() else None,
        checks=exported(run, run.path),
        latencies=latencies(run),
    )
    with atomic_write(run.report) as draft:
        draft.write_text(page, encoding="utf-8")


def _families(history):
    """Curves that share a chart: the players' losses, their scores, each group of `group/...` names, everything else
    alone with what it is on held-out examples."""
    charts = {}
    for name, values in history.items():
        group, _, curve = name.rpartition("/")
        kind = next((kind for ending, kind in SHARED.items() if curve.endswith(ending)), None)
        title = group.removeprefix("val_") or kind or curve.removeprefix("val_").replace("_", " ")
        charts.setdefault(title, {})[f"val {curve}" if group.startswith("val_") else curve] = values
    return charts


def _chart_of_looks(looks):
    name, _, values = monitored(looks)
    epochs, scores = zip(*values, strict=True)
    return _chart("evaluations while training", {name: scores}, epochs)


def _chart(title, curves, epochs=None):
    figure = Figure(figsize=(6, 3), layout="constrained")
    axes = figure.subplots()
    for name, values in curves.items():
        at = epochs or range(1, len(values) + 1)
        style = {"marker": "." if len(values) < 30 else "", "linestyle": "--" if name.startswith("val") else "-"}
        axes.plot(at, values, label=name.replace("_", " "), **style)
    axes.set(title=title, xlabel="epoch")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small")
    file = io.BytesIO()
    figure.savefig(file, format="svg")
    return file.getvalue()


def _films(samples):
    """The whole run where samples are pictures, the last epoch where they are clips."""
    clips = sorted(samples.glob("epoch-*.gif"))
    return clips[-1:] or samples.glob("training.gif")


def _some(paths):
    """A few of them, evenly spread, with the first and the last."""
    if len(paths) <= MOST_GRIDS:
        return paths
    return [paths[round(i * (len(paths) - 1) / (MOST_GRIDS - 1))] for i in range(MOST_GRIDS)]


def _inline(content, kind):
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
