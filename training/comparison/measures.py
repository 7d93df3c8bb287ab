"""Measures: which scores a comparison ranks by, and what the best of each would be."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A column of a comparison.

    Attributes:
        column: as in the CSV.
        title: as people say it.
        best: what a perfect generator has; infinity where more is always better.
        real: column of what real data score, if there is one.
        named_by: column that holds its proper name, if it depends on the features.
    """

    column: str
    title: str
    best: float = 0.0
    real: str = ""
    named_by: str = ""

    def badness(self, score: float) -> float:
        """A number that is lower for a better score."""
        return -score if math.isinf(self.best) else abs(score - self.best)

    @property
    def arrow(self) -> str:
        """Where the better scores are, in a sign."""
        return "↑" if math.isinf(self.best) else f"→ {self.best:g}" if self.best else "↓"


def _of_features(score, title, best):
    return Measure(f"score/{score}", title, best, f"score/real_real_floor/{score}")


def _with_twin(score, title):
    return Measure(f"score/{score}", title, math.inf, f"score/{score}_real")


MEASURES = [
    Measure("score/fid", "FID", 0.0, "score/real_real_floor/fid", named_by="protocol"),
    _of_features("kid", "KID", 0.0),
    _of_features("coverage/precision", "precision", math.inf),
    _of_features("coverage/recall", "recall", math.inf),
    _of_features("coverage/density", "density", 1.0),
    _of_features("coverage/coverage", "coverage", math.inf),
    _of_features("two_sample/accuracy", "1-NN", 0.5),
    Measure("score/memory/closer", "memory", 0.5),
    _with_twin("inception_score", "IS"),
    _with_twin("classes_present", "classes"),
    _with_twin("label_accuracy", "label accuracy"),
    _with_twin("distinct", "distinct"),
]
