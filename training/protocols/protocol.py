"""A protocol: one way of scoring products, the scores that it reports, and which of them ranks checkpoints."""

import math
from collections.abc import Mapping
from typing import Any

from tfgan_suite.kinds import Images, Kind
from tfgan_suite.training.protocols.judging import judged
from tfgan_suite.training.scoring.products import Products
from tfgan_suite.training.scoring.score import BAD, Score


class Protocol:
    """Measures products; what a report of it means follows from its scores.

    Attributes:
        yields: kinds of samples that it measures.
        scores: of its reports (see `Score`), in the order of a comparison's columns.
        ranks_by: names of scores; checkpoints are ranked by the first that a report holds.
        takes: product -> field of the data that it is given, where that is not the first.
    """

    yields: tuple[type[Kind], ...] = (Images,)
    scores: tuple[Score, ...] = ()
    ranks_by: tuple[str, ...] = ()
    takes: dict[str, str] = {}

    def measure(self, products: Any, data: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report.

        Args:
            products: see `Products`.
            data: what holds `train` and `test` examples and the names of their `fields`, such as a plan.
            n: samples, and held-out examples to compare them with.
            features: what to read them with, see `extractor_for`.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say what it measures.")

    def reads(self, data: Any) -> tuple[tuple[str, ...], ...]:
        """Fields whose images features read, in groups that are compared with one another; see `extractor_for`."""
        return ()

    def obstacle(self, data: Any) -> str:
        """Why nothing made of these data can be measured, where that is known beforehand; else nothing."""
        return ""

    def __call__(self, plan: Any, n: int, features: Any = None) -> dict[str, Any]:
        """The report of a plan's own game."""
        return self.measure(Products(plan.game), plan, n, features)

    def verdict(self, report: Mapping[str, Any]) -> dict[str, Any]:
        """What the scores of a report come to; see `judging`."""
        return judged(report, self.scores)

    def ranking(self, report: Mapping[str, Any]) -> Score | None:
        """The score that ranks checkpoints which have reports like this one, or None."""
        scores = {score.name: score for score in self.scores}
        held = (scores[name] for name in self.ranks_by if scores[name].value(report) is not None)
        return next(held, None)

    def badness(self, report: Mapping[str, Any]) -> tuple[bool, float]:
        """What ranks a checkpoint, lowest first: one whose verdict is bad comes after all others, one without a score
        last."""
        score = self.ranking(report)
        value = score.value(report) if score else None
        return self.verdict(report)["word"] == BAD, score.badness(value) if score and value is not None else math.inf
