"""Exported files in the report and on the model card."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfgan_suite.training.running.run import Run


PLAIN = {"lost": 0.0, "notes": [], "latency": {}, "score": None}


def exported(run: "Run", start: Path) -> list[dict[str, Any]]:
    """Rows of the checks of a run's exports, ready to be shown; paths are relative to `start`."""
    return [_shown({**PLAIN, **row}, start) for row in run.parity_rows()]


def latencies(run: "Run") -> list[str]:
    """Names of the times that were measured, each once."""
    return list(dict.fromkeys(name for row in run.parity_rows() for name in row.get("latency", {})))


def _shown(row, start):
    bounds = [f"max Δ {row['tolerance']:.0e}"] if row["tolerance"] else []
    bounds += [f"{100 * row['most_lost']:g} % lost"] if row.get("most_lost") else []
    return {
        **row,
        "path": os.path.relpath(row["path"], start),
        "lost": f"{100 * row['lost']:.2g} %",
        "allowed": ", ".join(bounds),
        "latency": {name: f"{value:.3g}" for name, value in row["latency"].items()},
        "score": _told(row["score"]),
    }


def _told(score):
    """fid 11.12, Keras 11.09, how much worse that is, and of how many samples; nothing where there is no score."""
    if score is None:
        return ""
    name, before, after = score["name"], score["before"], score["after"]
    worse = (after - before if score["lower_is_better"] else before - after) / max(abs(before), 1e-12)
    told = f"{name} {after:.4g}, Keras {before:.4g} ({abs(worse):.1%} {'worse' if worse > 0 else 'better'}"
    return f"{told}; {score['n']:,} samples)"
