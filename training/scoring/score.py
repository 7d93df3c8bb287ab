"""A score: what a number of a report is called, where the better ones are, and what it is held against."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

HIGHER, LOWER = "higher", "lower"
GOOD, FAIR, BAD, UNJUDGED = "good", "fair", "bad", "not judged"

Anchor = float | str | tuple | Callable[[Mapping], float | None] | None


@dataclass(frozen=True)
class Score:
    """One number of a report.

    A score is judged by the share of the way that it lies from the best there is to what takes no skill: 0 for real
    examples, 1 for chance or a trivial answer. An anchor is a number, the path of one in the report, a tuple of which
    the first that is there counts, or a function of the report.

    Attributes:
        name: its path in the report, such as "coverage/recall".
        title: as people say it.
        better: "higher", "lower", or the number that is best.
        best: anchor, what the best answer has, usually real examples.
        unskilled: anchor, what takes no skill has: chance, a constant, a copy of the input.
        on_itself: whether `unskilled` is measured on the products themselves: where it is as good as the best, products
            do not differ at all, and the share is 1.
        fair: the share from which on it is fair; None for a score that is not judged.
        bad: the share from which on it is bad.
        says: the sentence of a verdict, with the fields value, percent, best, unskilled and share.
        real: path of what real examples have, where that is not `best`.
        compared: whether it is a column of comparisons.
        named_by: paths of its proper name in the report, where that depends on the features.
    """

    name: str
    title: str
    better: str | float = HIGHER
    best: Anchor = None
    unskilled: Anchor = None
    on_itself: bool = False
    fair: float | None = None
    bad: float = math.inf
    says: str = "{title} {value:.3g}, {best:.3g} at best, {unskilled:.3g} without skill"
    real: str = ""
    compared: bool = False
    named_by: tuple[str, ...] = ()

    def value(self, report: Mapping[str, Any]) -> float | None:
        """The number, or None where the report does not have it."""
        return number_at(report, self.name)

    def share(self, report: Mapping[str, Any]) -> float | None:
        """How far from the best to the unskilled, or None where an anchor is not there or the two are one."""
        value, best, unskilled = (anchored(report, anchor) for anchor in (self.name, self.best, self.unskilled))
        if value is None or best is None or unskilled is None:
            return None
        if abs(unskilled - best) < 1e-9:
            return 1.0 if self.on_itself else None
        return (value - best) / (unskilled - best)

    def word(self, report: Mapping[str, Any]) -> str | None:
        """ "good", "fair", "bad", or "not judged" where there is nothing to judge it by; None where it is not there."""
        if self.fair is None or self.value(report) is None:
            return None
        share = self.share(report)
        if share is None:
            return UNJUDGED
        return GOOD if share < self.fair else FAIR if share < self.bad else BAD

    def sentence(self, report: Mapping[str, Any]) -> str:
        """What a verdict says of it."""
        value, share = self.value(report), self.share(report)
        if value is None or share is None:
            return f"{self.title} is {value:.3g}, and nothing here tells what is good or what takes no skill"
        anchors = {"best": anchored(report, self.best), "unskilled": anchored(report, self.unskilled)}
        return self.says.format(title=self.title, value=value, percent=100 * value, share=share, **anchors)

    def badness(self, value: float) -> float:
        """A number that is lower for a better value."""
        if isinstance(self.better, str):
            return -value if self.better == HIGHER else value
        return abs(value - self.better)

    @property
    def arrow(self) -> str:
        """Where the better values are, in a sign."""
        return {HIGHER: "↑", LOWER: "↓"}[self.better] if isinstance(self.better, str) else f"→ {self.better:g}"

    @property
    def column(self) -> str:
        """Its column in the table of a comparison."""
        return column_of(self.name)

    @property
    def real_path(self) -> str:
        """The path of what real examples have; empty where there is none."""
        return self.real or (self.best if isinstance(self.best, str) else "")

    @property
    def real_column(self) -> str:
        """The column of what real examples have; empty where there is none."""
        return column_of(self.real_path) if self.real_path else ""

    def title_in(self, report: Mapping[str, Any]) -> str:
        """Its proper name in this report."""
        return next((str(name) for path in self.named_by if (name := found_at(report, path))), self.title)


def column_of(path: str) -> str:
    """The column of a comparison that holds the number at a path; of a score with a spread that of its mean."""
    return f"score/{path.removesuffix('/mean') if path != 'mean' else path}"


def found_at(report: Mapping[str, Any], path: str) -> Any:
    """What is at a path such as "swd/mean" of a report, nested or flat; None where nothing is."""
    if path in report:
        return report[path]
    head, _, rest = path.partition("/")
    inner = report.get(head)
    return found_at(inner, rest) if rest and isinstance(inner, Mapping) else None


def number_at(report: Mapping[str, Any], path: str) -> float | None:
    """The number at such a path; None where there is none."""
    value = found_at(report, path)
    return value if isinstance(value, int | float) else None


def anchored(report: Mapping[str, Any], anchor: Anchor) -> float | None:
    """The number that an anchor stands for in this report, or None."""
    if isinstance(anchor, tuple):
        return next((found for some in anchor if (found := anchored(report, some)) is not None), None)
    if isinstance(anchor, str):
        return number_at(report, anchor)
    return anchor(report) if callable(anchor) else anchor


def least(*paths: str) -> Anchor:
    """An anchor: the least of those numbers that are there."""
    return lambda report: min((v for path in paths if (v := number_at(report, path)) is not None), default=None)


def most(*paths: str) -> Anchor:
    """An anchor: the greatest of those numbers that are there."""
    return lambda report: max((v for path in paths if (v := number_at(report, path)) is not None), default=None)
