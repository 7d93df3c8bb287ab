"""Step context: whether the box that is under way moves its players, and which random numbers it sees."""

import itertools
from contextvars import ContextVar
from typing import Any, Self

import keras
import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Draw, Shape, Tensor

CURRENT: ContextVar["StepContext"] = ContextVar("step_context")


class StepContext:
    """What `train_step` needs to know about the step that it is part of.

    Randomness is a function of (seed, stream, step, how many draws came before): there is no generator whose state
    could be lost, and a resumed training sees the numbers that an uninterrupted one would have seen. Every draw is made
    for the global batch and each replica keeps its own rows, so that replicas differ from one another and one replica
    sees what two see.

    Args:
        seed: integer, the game's.
        clock: integer variable that counts the steps of this stream.
        stream: small integer that keeps training and measuring apart.
        descends: whether turns move their players.
    """

    def __init__(self, seed: int, clock: tf.Variable, stream: int, descends: bool) -> None:
        self.seed = seed
        self.clock = clock
        self.stream = stream
        self.descends = descends
        self.draws = itertools.count()

    def __enter__(self) -> Self:
        self.token = CURRENT.set(self)
        return self

    def __exit__(self, *error: Any) -> bool | None:
        CURRENT.reset(self.token)
        return None

    def draw(self, distribution: Draw, rows: int, shape: Shape = ()) -> Tensor:
        """`distribution(shape, seed)` for these `rows` of the global batch."""
        number, count = self.place
        drawn = distribution((rows * count, *shape), self._next_seed())
        return drawn if count == 1 else drawn[rows * number :][:rows]

    @property
    def place(self) -> tuple[int, int]:
        """Which part of the global batch this replica or micro-batch has, and of how many parts."""
        context = tf.distribute.get_replica_context()
        return context.replica_id_in_sync_group, context.num_replicas_in_sync

    def track(self, metric: keras.Metric, value: Tensor) -> None:
        """Called with what the box tracks."""
        metric.update_state(value)

    def end(self, turn: Any) -> None:
        """Called when a turn ends, with its loss."""
        if self.descends:
            turn.descend(turn.gradients())

    def _next_seed(self):
        key = np.random.SeedSequence([self.seed, self.stream, next(self.draws)])
        constant = int(key.generate_state(1, np.uint64)[0] >> np.uint64(1))
        return tf.stack([tf.constant(constant, tf.int64), tf.cast(self.clock, tf.int64)])
