"""Plan: what a recipe builds, everything a training needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tensorflow as tf
from keras.callbacks import Callback

from tfgan_suite.aliases import Array
from tfgan_suite.callbacks.checkpoints import why_not
from tfgan_suite.core.game import Game
from tfgan_suite.data import DataAugmentation, Examples, batches, in_order
from tfgan_suite.data.pipeline.streaming import BatchTooLarge
from tfgan_suite.errors import DAMAGED_ARCHIVE, SuiteError
from tfgan_suite.training.plans.schedule import Schedule
from tfgan_suite.training.protocols.images import image_protocol
from tfgan_suite.training.protocols.protocol import Protocol

HELD_OUT_STEPS = 20


@dataclass
class Plan:
    """A compiled game with its data.

    Attributes:
        game: compiled.
        train: examples to learn from.
        test: held-out examples.
        fields: which fields of the examples a step sees, in the order in which the box unpacks them.
        batch_size: examples of one minibatch, over all replicas.
        epochs: how long.
        steps_per_epoch: training steps of an epoch; by default those of a pass over the data.
        callbacks: those that belong to the recipe, for instance the generator's moving average.
        protocol: how the products are scored; `protocol(plan, n, features)` is their report.
        schedule: the phases of the training.
        derived: arguments of the recipe that were left open, as the data and the budget decided them; they are kept
            with the run, so that a longer training goes on by the same schedule.
        found: what the data are, in one line.
        stream: `(plan, start) -> training batches from step start on`, for data that depend on the step, such as
            `data.in_stages` gives; by default shuffled batches of `train`.
        augmentation: of the batches of `train`; what is held out, and what scores read of either set, stays as it is. A
            `stream` makes of it what it will.
        collapse_field: the field that samples should resemble, watched for mode collapse; None where there is none.
    """

    game: Game
    train: Examples
    test: Examples
    batch_size: int
    epochs: int
    steps_per_epoch: Any = None
    fields: tuple[str, ...] = ("image",)
    callbacks: list[Callback] = field(default_factory=list)
    protocol: Protocol = image_protocol
    collapse_field: str | None = "image"
    schedule: Schedule = field(default_factory=Schedule)
    derived: dict = field(default_factory=dict)
    found: str = ""
    stream: Callable[["Plan", int], tf.data.Dataset] | None = None
    augmentation: DataAugmentation | None = None

    def __post_init__(self) -> None:
        if "label" in self.fields and (self.train["label"] < 0).any():
            raise SuiteError(f"Some examples of {self.train.name} have no label: give each one, or train ssl_gan.")
        if self.game.minibatches_per_step > 1 and self.examples_per_step > len(self.train):
            raise BatchTooLarge(self._too_few())
        self._batches()
        if self.steps_per_epoch is None:
            self.steps_per_epoch = len(self.train) // self.examples_per_step

    def _too_few(self):
        times, n = self.game.minibatches_per_step, len(self.train)
        advice = f"give --batch-size {n // times} or less, or more examples" if n >= times else "give more examples"
        return f"{self.train.name} has {n} examples and a step takes {times} minibatches of {self.batch_size}: {advice}"

    @property
    def examples_per_step(self) -> int:
        """One training step deals a batch of this many examples."""
        return self.batch_size * self.game.minibatches_per_step

    @property
    def steps(self) -> int:
        """Training steps in all."""
        return self.epochs * self.steps_per_epoch

    def restore(self, checkpoint: Path) -> None:
        """Gives the game the state that a checkpoint file holds.

        Raises:
            SuiteError: the file is damaged, or of another game.
        """
        try:
            self.game.load_weights(checkpoint)
        except DAMAGED_ARCHIVE as error:
            raise SuiteError(f"{checkpoint} {why_not(checkpoint, error)}") from None

    def training_data(self, start: int = 0) -> tf.data.Dataset:
        """The shuffled stream of training batches from step `start` on; the plan's own `stream`, if it has one."""
        if self.stream is not None:
            return self.stream(self, start)
        return self._batches(start)

    def _batches(self, start=0):
        how = {"seed": self.game.seed, "start": start, "augmentation": self.augmentation}
        return batches(self.train, self.examples_per_step, self.fields, **how)

    def inputs(self, n: int) -> Any:
        """Held-out examples to make `n` samples of, as a batch of the box; None for games that need none."""
        if not self.game.needs_inputs:
            return None
        return next(iter(in_order(self.test, min(n, len(self.test)), self.fields)))

    def backdrop(self, n: int) -> Array | None:
        """`n` held-out examples to show behind the samples, for kinds that are drawn before real ones; else None."""
        return self.test[self.collapse_field][:n] if self.collapse_field and self.game.yields.has_backdrop else None

    def real_samples(self, n: int) -> Array | None:
        """`n` held-out examples of what samples should resemble, in their form; None where there is no such field."""
        return self.game.yields.as_samples(self.test[self.collapse_field][:n]) if self.collapse_field else None

    def sample(self, n: int, *, seed: int = 0, **options: Any) -> Any:
        """What a user of the system wants to see; see `Game.sample`."""
        return self.game.sample(n, seed=seed, inputs=self.inputs(n), **options)

    def held_out(self) -> dict[str, Any]:
        """What `fit` measures the players' losses on after each epoch: some batches of held-out examples."""
        steps = min(HELD_OUT_STEPS, len(self.test) // self.examples_per_step)
        if not steps:
            return {}
        batches = in_order(self.test, self.examples_per_step, self.fields)
        return {"validation_data": batches, "validation_steps": steps}
