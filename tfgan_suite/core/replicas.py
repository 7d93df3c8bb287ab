"""Collectives: all-reduce and all-gather between replicas inside a step; differentiable, identity on one replica."""

from collections.abc import Callable, Sequence

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor


def all_reduce_mean(value: Tensor) -> Tensor:
    """The mean of a per-replica mean: that of the global batch."""
    return tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, value)


def all_gather(rows: Tensor) -> Tensor:
    """The rows of all replicas, in the order of the global batch."""
    context = tf.distribute.get_replica_context()
    gathered = context.all_gather(rows, axis=0)
    if rows.shape[0] is not None:  # which several workers forget
        gathered.set_shape((rows.shape[0] * context.num_replicas_in_sync, *rows.shape[1:]))
    return gathered


def rows_of(batch: Tensor) -> int | Tensor:
    """How many examples a batch holds: an integer, or an int32 scalar where only the step under way knows it."""
    return batch.shape[0] if batch.shape[0] is not None else tf.shape(batch)[0]


def replicas_here() -> int:
    """How many replicas run the step that is under way."""
    return tf.distribute.get_replica_context().num_replicas_in_sync


def assign(variables: Sequence[keras.Variable], values: Sequence[Tensor]) -> None:
    """Assigns to variables that replicas share, to all of their copies at once."""

    def assigned(strategy, values):
        for variable, value in zip(variables, values, strict=True):
            strategy.extended.update(variable.value, lambda copy, new: copy.assign(new), args=(value,), group=False)

    tf.distribute.get_replica_context().merge_call(assigned, (values,))


def together(due: Tensor, act: Callable[..., None], *arguments: Tensor) -> None:
    """`act(*arguments)` on every replica or on none, as the boolean scalar `due` says, which is the same on each.

    Variables that replicas share are updated by all of them at once, never inside a conditional of one's own.
    """

    def decided(strategy, due, *arguments):
        def act_on_all():
            strategy.extended.call_for_each_replica(act, arguments)

        tf.cond(strategy.experimental_local_results(due)[0], act_on_all, lambda: None)

    tf.distribute.get_replica_context().merge_call(decided, (due, *arguments))
