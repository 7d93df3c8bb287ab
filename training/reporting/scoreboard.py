"""Scoreboard: the numbers of a report, each beside that of real data."""

from collections.abc import Mapping
from typing import Any

from tfgan_suite.training.protocols.everything import every_score
from tfgan_suite.training.scoring.score import Score, found_at, number_at

NO_SCORES = {"n", "k", "seed", "step", "splits", "classes", "shape", "value_range"}


def scoreboard(report: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Rows of text (name, score, that of real data or nothing): first the scores that protocols declare, by title and
    with an arrow to the better values, then all other numbers by their paths."""
    rows: list[tuple[str, str, str]] = []
    told: set[str] = set()
    for score in _declared(report):
        sides = score.name, score.real_path
        told.update(path for side in sides for path in (side, _spread(side)))
        rows.append((f"{score.title_in(report)} {score.arrow}", *(_with_spread(report, side) for side in sides)))
    return rows + [
        (_name(path), _short(value), "")
        for path, value in _leaves(report)
        if _is_score(path, value) and "/".join(path) not in told
    ]


def circumstances(report: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Rows (name, value) of all else that it says, but for the verdict: data, features, n and the like."""
    return [(_name(path), value) for path, value in _leaves(report) if not _is_score(path, value)]


def _declared(report: Mapping[str, Any]) -> list[Score]:
    """The scores that the report holds; of several with one name, that whose anchors it holds too."""
    named: dict[str, list[Score]] = {}
    for score in every_score():
        if score.value(report) is not None:
            named.setdefault(score.name, []).append(score)

    def anchors(score):
        return score.share(report) is not None, number_at(report, score.real_path) is not None

    return [max(scores, key=anchors) for scores in named.values()]


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


def _spread(path):
    """The path of the standard deviation that belongs to a mean; empty for what is none."""
    return f"{path.removesuffix('/mean')}/sd" if path.endswith("/mean") else ""


def _with_spread(report, path):
    parts = [_short(value) for side in (path, _spread(path)) if (value := found_at(report, side)) is not None]
    return " ± ".join(parts)


def _short(value):
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _name(path):
    words = [part.replace("_", " ") for part in path]
    return " ".join(word for i, word in enumerate(words) if i == 0 or word != words[i - 1])
