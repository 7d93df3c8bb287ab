"""Budget: what each system of a comparison may spend, in steps or in time."""

from dataclasses import asdict, dataclass
from typing import Any

from tfgan_suite.errors import SuiteError
from tfgan_suite.training.cards.ranges import Count, Positive

PARTS = 4
STEPS_BETWEEN_LOOKS = 250
WITHOUT_END = 1_000_000


@dataclass(frozen=True)
class Budget:
    """What each system may spend: so many training steps of its own, or so much time in training steps.

    Args:
        steps: rounded up to a multiple of 4, after each quarter of which there is a checkpoint.
        minutes: by the clock on the wall, without the first step, which compiles.
        core_minutes: the same in processor time, summed over cores.

    Raises:
        SuiteError: not exactly one of them, or nothing to spend.
    """

    steps: Count | None = None
    minutes: Positive | None = None
    core_minutes: Positive | None = None

    def __post_init__(self) -> None:
        if len(self.terms) != 1:
            raise SuiteError("give all the same budget: one of --steps, --minutes and --core-minutes.")
        if not sum(self.terms.values()) > 0:
            raise SuiteError("a budget of nothing trains nothing: give a positive number.")

    @property
    def terms(self) -> dict[str, Any]:
        """What it was made of."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def time(self) -> dict[str, Any]:
        """The same as arguments of `training.train.fit`."""
        if self.core_minutes:
            return {"minutes": self.core_minutes, "clock": "cores"}
        return {"minutes": self.minutes, "clock": "wall"}

    @property
    def epochs(self) -> dict[str, int]:
        """The same as arguments of a recipe."""
        if not self.steps:
            return {"epochs": WITHOUT_END, "steps_per_epoch": STEPS_BETWEEN_LOOKS}
        return {"epochs": PARTS, "steps_per_epoch": -(-self.steps // PARTS)}

    def __str__(self) -> str:
        if self.steps:
            return f"{self.steps:,} steps"
        return f"{self.core_minutes:g} minutes of one core" if self.core_minutes else f"{self.minutes:g} minutes"
