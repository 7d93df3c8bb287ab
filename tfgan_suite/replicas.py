"""What replicas tell one another in the middle of a step; differentiable, and the identity where there is one."""

import tensorflow as tf


def everywhere(value):
    """The mean of a per-replica mean: that of the global batch."""
    return tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, value)


def everyone(rows):
    """The rows of all replicas, in the order of the global batch."""
    return tf.distribute.get_replica_context().all_gather(rows, axis=0)


def replicas_here():
    """How many replicas play the step that is under way."""
    return tf.distribute.get_replica_context().num_replicas_in_sync
