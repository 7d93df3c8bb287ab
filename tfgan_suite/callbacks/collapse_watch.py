"""Mode collapse: a warning when samples are much more alike than real examples."""

import keras
import numpy as np

from tfgan_suite.aliases import Array, Logs
from tfgan_suite.warning import warn

THRESHOLD = 0.5


class CollapseWarning(UserWarning):
    """Samples look much more alike than real data."""


class CollapseWatch(keras.callbacks.Callback):
    """Compares how different samples are from one another with how different real data are.

    Diversity is the mean Euclidean distance between pairs. The logs get `diversity`, the ratio of the samples' to the
    real data's: about 1 for a generator that covers the data, 0 for one that makes a single image.

    Args:
        real: real images [N, H, W, C] in [-1, 1] (a few hundred will do), or points [N, d].
        n: how many samples are compared.
        threshold: a ratio below it draws a `CollapseWarning`, once until it has been above again: the samples of a
            generator that has just begun are alike, too.
        seed: of the samples.
    """

    def __init__(self, real: Array, n: int = 256, threshold: float = THRESHOLD, seed: int = 0) -> None:
        super().__init__()
        self.real = diversity(real[:n])
        self.n = n
        self.threshold = threshold
        self.seed = seed
        self.is_low = False

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        ratio = diversity(self.model.sample(self.n, seed=self.seed)) / self.real
        logs["diversity"] = ratio
        was_low, self.is_low = self.is_low, ratio < self.threshold
        if self.is_low and not was_low:
            warn(
                f"Mode collapse? After epoch {epoch + 1} samples differ from one another only {ratio:.2f} times "
                f"as much as real data do (threshold {self.threshold}).",
                CollapseWarning,
            )


def diversity(examples: Array) -> float:
    """Mean Euclidean distance between all pairs of `examples` [N, ...]."""
    x = np.asarray(examples, np.float64).reshape(len(examples), -1)
    norms = (x**2).sum(1)
    squared = np.maximum(norms[:, None] + norms[None, :] - 2 * x @ x.T, 0)
    np.fill_diagonal(squared, 0)
    return float(np.sqrt(squared).sum() / (len(x) * (len(x) - 1)))
