"""Scoreboard: the numbers of a report, each beside that of real data."""

from collections.abc import Mapping
from typing import Any

FLOOR, TWIN = "real_real_floor", "_real"
NO_SCORES = {"n", "k", "seed", "step", "splits", "classes", "shape", "value_range"}


def scoreboard(report: Mapping[str, Any]) -> list[tuple]:
    """Rows of text (name, score, that of real data or nothing); the Fréchet distance goes by its proper name."""
    leaves = dict(_leaves(report))
    rows: dict[tuple, dict[tuple, Any]] = {}
    for path, value in leaves.items():
        if _is_score(path, value):
            rows.setdefault(_of_samples(path, leaves), {})[path] = value
    distance = report.get("fid_protocol", report.get("protocol"))
    return [
        (
            distance if path == ("fid",) else _name(path),
            _short(found.pop(path)),
            "".join(_short(real) for real in found.values()),
        )
        for path, found in rows.items()
    ]


def circumstances(report: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Rows (name, value) of all else that it says, but for the verdict: data, features, n and the like."""
    return [(_name(path), value) for path, value in _leaves(report) if not _is_score(path, value)]


def _leaves(report, path=()):
    for name, value in report.items():
        if name == "verdict":
            continue
        if isinstance(value, dict):
            yield from _leaves(value, (*path, name))
        else:
            yield (*path, name), value


def _is_score(path, value):
    numbers = value if isinstance(value, list) else [value]
    return path[-1] not in NO_SCORES and all(isinstance(number, int | float) for number in numbers)


def _of_samples(path, leaves):
    """The path of the same score of samples, where this is one of real data."""
    candidates = [tuple(part for part in path if part != FLOOR), (path[0].removesuffix(TWIN), *path[1:])]
    return next((c for c in candidates if c != path and c in leaves), path)


def _short(value):
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _name(path):
    words = [part.replace("_", " ") for part in path]
    return " ".join(word for i, word in enumerate(words) if i == 0 or word != words[i - 1])
