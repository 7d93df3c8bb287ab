"""Head start: extra critic steps at the beginning and from time to time, as in WGAN's program."""

from typing import Any

import keras

from tfgan_suite.aliases import Logs
from tfgan_suite.errors import SuiteError
from tfgan_suite.variants.objectives.composed import Stage


class HeadStart(keras.callbacks.Callback):
    """Lets the critic run ahead: many steps for each of the generator at first, and again from time to time.

    As in the authors' program of Arjovsky et al. 2017, https://arxiv.org/abs/1701.07875: 100 critic steps for each of
    the generator's first 25 steps and for every 500th. The generator waits while the critic's usual number of steps is
    repeated as often as it takes; which steps those are follows from the training step alone.

    Args:
        first: how many of the generator's first steps are preceded by many of the critic.
        every: which of its steps are, later on.
        rounds: how many times as many; 20 for 100 critic steps where 5 are usual.

    Raises:
        SuiteError: when the training begins, of a game that takes several steps in one call.
    """

    def __init__(self, first: int = 25, every: int = 500, rounds: int = 20) -> None:
        super().__init__()
        self.first = first
        self.every = every
        self.rounds = rounds

    def waits(self, step: int) -> bool:
        """Whether the generator waits at the training step number `step`, from 0."""
        head = self.first * self.rounds
        if step < head:
            return (step + 1) % self.rounds != 0
        usual = self.every - self.first
        if step - head < usual:
            return False
        return (step - head - usual) % (self.rounds + self.every - 1) < self.rounds - 1

    def on_train_begin(self, logs: Logs = None) -> None:
        if self.model.steps_per_execution > 1:
            raise SuiteError("HeadStart says at each step who moves: compile the game with steps_per_execution=1.")
        self.functions: dict[bool, Any] = {}
        self._follow()

    def on_train_batch_begin(self, batch: int, logs: Logs = None) -> None:
        self._follow()

    def on_train_end(self, logs: Logs = None) -> None:
        self._enter(Stage.BOTH_PLAYERS)

    def _follow(self):
        alone = self.waits(int(self.model.steps.numpy()))
        self._enter(Stage.DISCRIMINATOR_ALONE if alone else Stage.BOTH_PLAYERS)

    def _enter(self, stage):
        game = self.model
        if stage != game.stage:
            self.functions[game.stage] = game.train_function
            game.stage, game.train_function = stage, self.functions.get(stage)
            game.make_train_function()
