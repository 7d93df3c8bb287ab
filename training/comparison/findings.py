"""Findings: scores, costs and outcome of each training of a comparison."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.atomic import atomic_write
from tfgan_suite.callbacks.collapse_watch import THRESHOLD
from tfgan_suite.training.reporting.history import read_history
from tfgan_suite.training.running.run import Run

if TYPE_CHECKING:
    from tfgan_suite.training.comparison.comparison import Comparison


NOT_SCORES = {"n", "k", "step", "seed", "classes"}


def findings(comparison: "Comparison") -> list[dict[str, Any]]:
    """One row for each training: system, seed, status, reason, score/..., steps, minutes, step_ms, peak_mb, parameters,
    and collapsed, how many of its looks at samples found them too much alike."""
    return [_row(comparison, outcome) for outcome in comparison.outcomes()]


def write_csv(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """All rows; cells that a training has no value for stay empty."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with atomic_write(path) as draft, draft.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(rows)


def _row(comparison, outcome):
    path = comparison.run_dir(outcome["system"], outcome["seed"])
    row = {key: outcome[key] for key in ("system", "seed", "status", "reason")}
    if not (path / "config.yaml").exists():
        return row
    run = Run.open(path)
    scores = run.scores()
    return row | _costs(run) | _looks(run) | _words(scores) | dict(_scores(scores))


def _words(scores):
    if not scores:
        return {}
    return {"protocol": scores.get("fid_protocol", scores["protocol"]), "verdict": scores["verdict"]["word"]}


def _costs(run):
    costs = run.cost()
    return costs and {
        "steps": costs["steps"],
        "minutes": costs["seconds"] / 60,
        "step_ms": costs["step_ms"],
        "peak_mb": costs["peak_mb"],
        "parameters": sum(costs["parameters"].values()),
    }


def _looks(run):
    history = read_history(run.history)
    seen = history.get("diversity", [])
    if not history:
        return {}
    return {"looks": len(seen), "collapsed": int(np.sum(np.less(seen, THRESHOLD)))}


def _scores(scores, prefix="score/"):
    """Numbers under flat names; of a score with a spread its mean."""
    for name, value in scores.items():
        if isinstance(value, dict) and "mean" in value:
            yield prefix + name, value["mean"]
        elif isinstance(value, dict):
            yield from _scores(value, f"{prefix}{name}/")
        elif isinstance(value, int | float) and name not in NOT_SCORES:
            yield prefix + name, value
