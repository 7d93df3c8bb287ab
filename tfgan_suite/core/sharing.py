"""Batches as replicas share them and as a step deals them: equally, or without what is left over."""

import warnings
from typing import Any

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Tensor

KERAS_BATCH = 32


class Sharing:
    """How batches are shared by a game's replicas and, by each of them, among the minibatches of a step.

    Args:
        strategy: of the game.
        minibatches: how many each replica makes of its share.
    """

    def __init__(self, strategy: tf.distribute.Strategy, minibatches: int) -> None:
        self.strategy = strategy
        self.replicas: int = strategy.num_replicas_in_sync
        self.minibatches = minibatches
        self.remarks: set[str] = set()

    def refuse(self, data: Any, batch_size: int | None) -> None:
        """Raises a ValueError where nothing can be made of even the first batch of these arrays, or of this stream."""
        size = _size_of_batches(data, batch_size or KERAS_BATCH)
        if size is not None and (size % self.replicas or size < self._least):
            raise ValueError(
                f"{self._sharers} cannot share batches of {size} equally: give a multiple of {self._least}."
            )

    def surplus(self, data: Any) -> tuple[Tensor, Tensor] | None:
        """How many examples of a global batch are left over, and how many it holds: int64 scalars, the same for all
        workers. All are, unless each replica has as many and at least one for each minibatch; else those that equal
        minibatches leave.

        None where there is nothing to decide: on one replica with one minibatch, and where the shapes of all shares are
        known.
        """
        shares = self.strategy.experimental_local_results(tf.nest.flatten(data)[0])
        if self._least == 1 or all(share.shape.rank and share.shape[0] is not None for share in shares):
            return None

        def sums(share):
            rows = tf.shape(share, tf.int64)[0]
            return tf.stack([rows, rows**2])

        of_all = self.strategy.run(sums, args=(tf.nest.flatten(data)[0],))
        rows, squares = tf.unstack(self.strategy.reduce(tf.distribute.ReduceOp.SUM, of_all, axis=None))
        equal = rows**2 == self.replicas * squares  # equal numbers alone reach Cauchy and Schwarz' bound
        return tf.where(equal & (rows >= self._least), rows % self._least, rows), rows

    def remark(self, over: int, rows: int) -> None:
        """Warns of a batch that is left out, and of one that is not taken whole, of each once."""
        done = "A batch of {rows} is left out" if over == rows else "A batch of {rows} goes without {over} of them"
        if done not in self.remarks:
            self.remarks.add(done)
            text = f"{done.format(rows=rows, over=over)}: {self._sharers} cannot share it equally."
            warnings.warn(text, stacklevel=2)

    def refuse_nothing(self) -> None:
        """Raises the ValueError for data of which no batch was taken, if any was left out."""
        if self.remarks:
            raise ValueError(
                f"{self._sharers} could share no batch equally: give batches of a multiple of {self._least}."
            )

    @property
    def _least(self):
        return self.replicas * self.minibatches

    @property
    def _sharers(self):
        counts = {"replicas": self.replicas, "minibatches of a step": self.minibatches}
        return " with ".join(f"{count} {name}" for name, count in counts.items() if count > 1)


def _size_of_batches(data, batch_size):
    if isinstance(data, tf.data.Dataset):
        shape = tf.nest.flatten(data.element_spec)[0].shape
        return shape[0] if shape.rank else None
    arrays = tf.nest.flatten(data)[:1] if isinstance(data, tuple | list | dict) else [data]
    return next((min(len(a), batch_size) for a in arrays if isinstance(a, np.ndarray | tf.Tensor)), None)
