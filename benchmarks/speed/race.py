"""Rounds in which all contenders run in turn, so that what slows the machine slows all of them."""

import statistics
import time
from dataclasses import dataclass

from tqdm import tqdm


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


def race(contenders, rounds, steps, warm_up=10):
    """{name: [ms a step of each round]}.

    Args:
        contenders: name -> function that trains so many steps and returns the seconds they took.
        rounds: in each of which every contender trains.
        steps: of each contender in a round.
        warm_up: steps of each before the first round.
    """
    for run in contenders.values():
        run(warm_up)
    taken = {name: [] for name in contenders}
    for _ in tqdm(range(rounds), desc=" / ".join(contenders), leave=False):
        for name, run in contenders.items():
            taken[name].append(run(steps) / steps * 1e3)
    return taken


def timed(run):
    """`run(steps)` that returns how many seconds it took."""

    def clocked(steps):
        start = time.perf_counter()
        run(steps)
        return time.perf_counter() - start

    return clocked
