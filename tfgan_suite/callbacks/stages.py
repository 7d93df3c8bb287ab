"""Stages of a training: pretraining phases and growing resolutions begin at given steps."""

from bisect import bisect_right
from collections.abc import Sequence

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.errors import SuiteError


class Stages(keras.callbacks.Callback):
    """Leads a game through the stages of its schedule: pretraining phases, growing resolutions.

    The stage follows from the training step alone and is saved with the game, so a resumed training is in the right one
    and enters the next exactly once, also when it was interrupted on the boundary. Each stage gets its own compiled
    function, in which `gan.stage` is a Python number.

    Args:
        boundaries: increasing training steps at which stages 1, 2, ... begin.

    Raises:
        SuiteError: when the training begins, of a boundary inside one of the calls that take several steps.
    """

    def __init__(self, boundaries: Sequence[int]) -> None:
        super().__init__()
        self.boundaries = list(boundaries)

    def stage_at(self, step: int) -> int:
        """The stage that the training step number `step`, from 0, belongs to."""
        return bisect_right(self.boundaries, step)

    def on_train_begin(self, logs: Logs = None) -> None:
        together = self.model.steps_per_execution
        if inside := [boundary for boundary in self.boundaries if boundary % together]:
            raise SuiteError(
                f"A stage begins at step {inside[0]}, inside a call of {together} steps: compile the game with "
                f"steps_per_execution=1, or another divisor of {inside[0]}."
            )
        self._follow()

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        self._follow()

    def _follow(self):
        stage = self.stage_at(int(self.model.steps.numpy()))
        if stage != self.model.stage:
            self.model.stage = stage
            self.model.make_train_function(force=True)
            self.model.make_test_function(force=True)
            self.model.on_stage_begin(stage)
