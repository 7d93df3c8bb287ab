from dataclasses import dataclass

from tfgan_suite.errors import SuiteError

PARTS = 4
STEPS_BETWEEN_LOOKS = 250
WITHOUT_END = 1_000_000


@dataclass(frozen=True)
class Budget:
    """What each contestant may spend: so many steps of its own algorithm box, or so many minutes of training steps.

    Args:
        steps: rounded up to a multiple of 4, after each quarter of which there is a checkpoint.
        minutes: without the first step, which compiles.

    Raises:
        SuiteError: both or neither, or nothing to spend.
    """

    steps: int | None = None
    minutes: float | None = None

    def __post_init__(self):
        if (self.steps is None) == (self.minutes is None):
            raise SuiteError("give all the same budget: either --steps or --minutes.")
        if not max(self.steps or 0, self.minutes or 0) > 0:
            raise SuiteError("a budget of nothing trains nothing: give a positive number.")

    @property
    def epochs(self):
        """The same as arguments of a recipe."""
        if self.minutes:
            return {"epochs": WITHOUT_END, "steps_per_epoch": STEPS_BETWEEN_LOOKS}
        return {"epochs": PARTS, "steps_per_epoch": -(-self.steps // PARTS)}

    def __str__(self):
        return f"{self.minutes:g} minutes" if self.minutes else f"{self.steps:,} steps"
