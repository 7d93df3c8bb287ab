"""A line of docs/speed.md."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the page: how much of the peer's cost is ours.

    Args:
        what: what was run.
        peer: what it is compared with.
        ours, theirs: costs of the rounds, in the same order.
        unit: of the costs.
        bound: the most that the ratio may be, where one is promised.
    """

    what: str
    peer: str
    ours: list[float]
    theirs: list[float]
    unit: str = "ms a step"
    bound: float | None = None

    @property
    def ratio(self):
        """The median over rounds of the ratio within a round."""
        return statistics.median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def __str__(self):
        costs = (f"{statistics.median(side):.4g}" for side in (self.ours, self.theirs))
        promised = "" if self.bound is None else f"{self.bound:g}"
        cells = (self.what, self.peer, *costs, self.unit, f"{self.ratio:.3f}", promised, str(len(self.ours)))
        return f"| {' | '.join(cells)} |"


HEAD = "| what | peer | cost | the peer's | | ratio | at most | rounds |\n|---|---|---|---|---|---|---|---|"
