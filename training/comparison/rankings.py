"""Rankings: what each measure says of all systems."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from tfgan_suite.training.comparison.places import places
from tfgan_suite.training.protocols.everything import every_score
from tfgan_suite.training.scoring.score import Score


@dataclass(frozen=True)
class Ranking:
    """One measure of the systems that have it.

    Attributes:
        title: its name, on the features that were used.
        arrow: where the better scores are.
        places: [(place, names)], the best first.
        means: name -> mean over seeds.
        spreads: name -> standard deviation over seeds, of those with two or more.
        real: what real data score, or None.
    """

    title: str
    arrow: str
    places: list
    means: dict
    spreads: dict
    real: float | None

    @property
    def noise(self) -> float | None:
        """The median of the spreads, or None."""
        return float(np.median(list(self.spreads.values()))) if self.spreads else None


def rankings(rows: Sequence[Mapping[str, Any]]) -> list[Ranking]:
    """Of the findings, a ranking by each score for comparisons that somebody has."""
    columns: dict[str, Score] = {}
    for score in every_score():
        if score.compared:
            columns.setdefault(score.column, score)
    return [_ranking(score, rows, found) for name, score in columns.items() if (found := by_system(rows, name))]


def by_system(rows: Sequence[Mapping[str, Any]], column: str) -> dict[str, list[float]]:
    """name -> what its seeds have in a column, but for empty cells."""
    found = defaultdict(list)
    for row in rows:
        if row.get(column) is not None:
            found[row["system"]].append(row[column])
    return found


def _ranking(score, rows, found):
    real = [row[score.real_column] for row in rows if row.get(score.real_column) is not None]
    names = sorted({row["protocol"] for row in rows if row.get("protocol")}) if score.named_by else []
    ranked = places({name: [score.badness(value) for value in given] for name, given in found.items()})
    return Ranking(
        title=" or ".join(names) or score.title,
        arrow=score.arrow,
        places=[(place, [name for _, name in group]) for place, group in groupby(ranked, key=itemgetter(0))],
        means={name: np.mean(given) for name, given in found.items()},
        spreads={name: np.std(given, ddof=1) for name, given in found.items() if len(given) > 1},
        real=np.mean(real) if real else None,
    )
