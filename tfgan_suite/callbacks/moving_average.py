"""Exponential moving average of a network's weights, which is then what is sampled and exported."""

from functools import partial

import keras
import tensorflow as tf

from tfgan_suite.aliases import Logs
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import SpectralNormalized

ITERATIONS = 5


class MovingAverage(keras.callbacks.Callback):
    """Keeps the exponential moving average of a network's weights, which is then sampled, evaluated and exported.

    The average itself belongs to the game (`gan.averages`), so it is saved and resumed with it. Moving statistics of
    batch normalization are averaged too. Singular vectors of spectrally normalized layers are not: a mean of unit
    vectors is none. They follow the averaged weight by power iteration. Karras et al. 2018, section 5: decay .999 at
    batch 16.

    Args:
        network: the name of the network.
        decay: share of the old average that survives one training step, in [0, 1).
        ramp: the half-life of what the average remembers is at most this share of the steps so far, so that it forgets
            the untrained network; Karras et al. 2020 (StyleGAN2) take .05. 0 has the same decay from the first step.
        start: the step up to which the average is the network itself; Brock et al. 2018 (BigGAN) take 20,000.

    Raises:
        SuiteError: another decay, whose average would never move or grow without end, or a negative ramp.
    """

    def __init__(self, network: str = "generator", decay: float = 0.999, ramp: float = 0.0, start: int = 0) -> None:
        super().__init__()
        if not 0 <= decay < 1:
            raise SuiteError(f"A moving average of decay {decay} is none: give a number from 0 to 1, without 1.")
        if ramp < 0:
            raise SuiteError(f"A moving average cannot ramp over {ramp} of the training: give 0 or more, such as .05.")
        self.network = network
        self.decay = decay
        self.ramp = ramp
        self.start = start

    def on_train_begin(self, logs: Logs = None) -> None:
        self.model.keep_average(self.network)
        self.averaged = int(self.model.steps.numpy())
        self.update = tf.function(partial(self._update))  # one method of many averages would count as traced anew

    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        steps = int(self.model.steps.numpy())
        self.update(tf.constant(self.decay_at(steps) ** (steps - self.averaged)))
        self.averaged = steps

    def decay_at(self, steps: int) -> float:
        """Share of the old average that survives the training step after which there were so many."""
        if steps <= self.start:
            return 0.0
        return min(self.decay, 0.5 ** (1 / (self.ramp * steps))) if self.ramp else self.decay

    def _update(self, kept):
        average, network = self.model.averages[self.network], getattr(self.model, self.network)
        spectral = [layer for layer in average._flatten_layers() if isinstance(layer, SpectralNormalized)]
        vectors = {id(vector) for layer in spectral for vector in (layer.u, layer.v)}
        for a, w in zip(average.variables, network.variables, strict=True):
            if id(a) not in vectors:
                a.assign(a + (1.0 - kept) * (w - a) if a.dtype.startswith("float") else w)
        for layer in spectral:
            for _ in range(ITERATIONS):
                layer.iterate()
