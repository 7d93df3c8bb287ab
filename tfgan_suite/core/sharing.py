"""Batches of several replicas: shared equally, or not at all."""

from typing import Any

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Tensor

KERAS_BATCH = 32


def refuse_uneven(data: Any, batch_size: int | None, replicas: int) -> None:
    """Raises a ValueError where `replicas` cannot share even the first batch of these arrays, or of this stream."""
    size = _size_of_batches(data, batch_size or KERAS_BATCH)
    if size is not None and size % replicas:
        raise ValueError(f"{replicas} replicas cannot share batches of {size} equally: give a multiple of {replicas}.")


def is_shared_equally(strategy: tf.distribute.Strategy, data: Any) -> Tensor | None:
    """Boolean scalar, the same for all workers: whether each replica has as many examples of this batch, and some.

    None where there is nothing to decide: on one replica, and where the shapes of all shares are known.
    """
    replicas = strategy.num_replicas_in_sync
    shares = strategy.experimental_local_results(tf.nest.flatten(data)[0])
    if replicas == 1 or all(share.shape.rank and share.shape[0] is not None for share in shares):
        return None

    def sums(share):
        rows = tf.shape(share, tf.int64)[0]
        return tf.stack([rows, rows**2])

    of_all = strategy.run(sums, args=(tf.nest.flatten(data)[0],))
    rows, squares = tf.unstack(strategy.reduce(tf.distribute.ReduceOp.SUM, of_all, axis=None))
    return (rows > 0) & (rows**2 == replicas * squares)  # equal numbers alone reach Cauchy and Schwarz' bound


def _size_of_batches(data, batch_size):
    if isinstance(data, tf.data.Dataset):
        shape = tf.nest.flatten(data.element_spec)[0].shape
        return shape[0] if shape.rank else None
    arrays = tf.nest.flatten(data)[:1] if isinstance(data, tuple | list | dict) else [data]
    return next((min(len(a), batch_size) for a in arrays if isinstance(a, np.ndarray | tf.Tensor)), None)
