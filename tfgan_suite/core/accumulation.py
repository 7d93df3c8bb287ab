"""Gradient accumulation: one training step on micro-batches, of which memory holds one at a time."""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.core import replicas
from tfgan_suite.core.step_context import StepContext


class Reached(Exception):
    """The box has come to the turn whose gradients are wanted."""


class Rehearsal(StepContext):
    """The box on one micro-batch, as far as the first turn that has not moved its player yet.

    Turns before that make the moves that are known. Micro-batches draw as replicas do: each sees its own rows of what
    is drawn for the global batch.

    Args:
        context: of the whole batch.
        moves: what the step's turns have left behind so far, in their order: values of `Turn.moved`.
        number, count: which micro-batch it is, and of how many.

    Attributes:
        turn: the one that was reached; None if the box came to its end.
        gradients: of that turn's share of the loss.
        tracked: what the box tracked on its way, (metric, value).
    """

    def __init__(self, context: StepContext, moves: Iterable[Sequence[Tensor]], number: int, count: int) -> None:
        super().__init__(context.seed, context.clock, context.stream, context.descends)
        self.moves = iter(moves)
        self.number, self.count = number, count
        self.turn: Any = None
        self.gradients: list[Tensor] = []
        self.tracked: list[tuple[keras.Metric, Tensor]] = []

    def __exit__(self, *error: Any) -> bool:
        super().__exit__(*error)
        return error[0] is Reached

    @property
    def place(self) -> tuple[int, int]:
        replica, all_replicas = super().place
        return replica * self.count + self.number, all_replicas * self.count

    def track(self, metric: keras.Metric, value: Tensor) -> None:
        self.tracked.append((metric, value))

    def end(self, turn: Any) -> None:
        move = next(self.moves, None)
        if move is None:
            self.turn = turn
            self.gradients = [_dense(g, w) for g, w in zip(turn.gradients(), turn.weights, strict=True)]
            raise Reached
        replicas.assign(turn.moved, move)


def accumulate(game: Any, context: StepContext, data: Any, count: int) -> None:
    """Runs the box in `count` micro-batches, so that each turn descends the mean of their gradients.

    A turn is rehearsed on one micro-batch after another, from the state that the step began with, and then moves; the
    next turn is rehearsed with that move made. So every turn sees the weights that it would see in the whole batch. The
    last time through, the box runs to its end, for its logs and for the state that it assigns.

    Args:
        game: whose box it is.
        context: of the whole batch.
        data: this replica's share of it.
        count: into how many parts that is cut, each a run of neighbours.
    """
    shares = [tf.nest.map_structure(functools.partial(_part, number, count), data) for number in range(count)]
    state = [*game.weights, *(v for optimizer in game.optimizers.values() for v in optimizer.variables)]
    beginning, turn = _values(state), True
    moves: list[list[Tensor]] = []
    while turn:
        gradients: list[Tensor] = []
        tracked: list[tuple[keras.Metric, Tensor]] = []
        for number, share in enumerate(shares):
            with tf.control_dependencies(gradients):
                replicas.assign(state, beginning)
                with Rehearsal(context, moves, number, count) as rehearsal:
                    game.train_step(share)
            gradients = list(map(tf.add, gradients, rehearsal.gradients)) if gradients else rehearsal.gradients
            tracked += rehearsal.tracked
        if turn := rehearsal.turn:
            turn.descend([gradient / count for gradient in gradients])
            moves.append(_values(turn.moved))
    for metric, value in tracked:
        context.track(metric, value)


def _part(number, count, rows):
    if rows.shape[0] is None:
        size = tf.shape(rows)[0] // count
        return rows[number * size :][:size]
    if rows.shape[0] % count:
        raise ValueError(f"A share of {rows.shape[0]} examples cannot be cut into {count} equal micro-batches.")
    return tf.split(rows, count)[number]


def _values(variables):
    return [tf.convert_to_tensor(variable.value) for variable in variables]


def _dense(gradient, weight):
    return tf.zeros(weight.shape) if gradient is None else tf.convert_to_tensor(gradient)
