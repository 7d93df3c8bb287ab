"""TensorBoard by epochs, in constant memory."""

import keras
import numpy as np

from tfgan_suite.aliases import Logs, PathLike


class EpochBoard(keras.callbacks.TensorBoard):
    """TensorBoard's curves by epochs, in constant memory.

    Keras' own hands the logs of every batch to TensorFlow too, as Python's numbers, of each of which TensorFlow keeps a
    tensor forever: 2.5 kB a step. Of arrays it keeps nothing.

    Args:
        directory: gets `train/` and `validation/` with their event files.
    """

    def __init__(self, directory: PathLike) -> None:
        super().__init__(directory, write_graph=False)

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        """Nothing: an epoch says it all."""

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        super().on_epoch_end(np.asarray(epoch), {name: np.asarray(value) for name, value in (logs or {}).items()})
