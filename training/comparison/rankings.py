"""Rankings: what each measure says of all systems."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from tfgan_suite.training.comparison.measures import MEASURES
from tfgan_suite.training.comparison.places import places


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
    """Of the findings, a ranking by each measure that any system has a score of."""
    return [_ranking(measure, rows, scores) for measure in MEASURES if (scores := by_system(rows, measure.column))]


def by_system(rows: Sequence[Mapping[str, Any]], column: str) -> dict[str, list[float]]:
    """name -> what its seeds have in a column, but for empty cells."""
    found = defaultdict(list)
    for row in rows:
        if row.get(column) is not None:
            found[row["system"]].append(row[column])
    return found


def _ranking(measure, rows, scores):
    real = [row[measure.real] for row in rows if row.get(measure.real) is not None]
    names = sorted({row[measure.named_by] for row in rows if row.get(measure.named_by)})
    ranked = places({name: [measure.badness(score) for score in given] for name, given in scores.items()})
    return Ranking(
        title=" or ".join(names) or measure.title,
        arrow=measure.arrow,
        places=[(place, [name for _, name in group]) for place, group in groupby(ranked, key=itemgetter(0))],
        means={name: np.mean(given) for name, given in scores.items()},
        spreads={name: np.std(given, ddof=1) for name, given in scores.items() if len(given) > 1},
        real=np.mean(real) if real else None,
    )
