"""Evaluation during training: scores in the logs, where early stopping and checkpoints find them."""

from collections.abc import Callable, Mapping
from typing import Any

import keras

from tfgan_suite.aliases import Logs


class Evaluate(keras.callbacks.Callback):
    """Measures the game every so many epochs and puts the numbers into the logs, where other callbacks find them.

    In between, the logs hold the last numbers: Keras' `ModelCheckpoint(monitor=..., mode=..., save_best_only=True)` and
    `EarlyStopping(monitor=..., mode=...)` then see no improvement (the latter's patience counts all epochs), while a
    missing number makes them complain and NaN would be kept for ever as the best. The first epoch of a `fit` is
    measured for the same reason. Put it before the callbacks that use its numbers. A measure that needs samples takes
    them: `Evaluate(lambda game: fid(features(game.sample(1000)), real))`.

    Args:
        measure: game -> number, or name -> number or dict of such; text in it is left out.
        every: epochs.
        name: what a single number is called in the logs; names inside dicts are joined by "/".

    Attributes:
        result: what `measure` said last.
    """

    def __init__(self, measure: Callable[[Any], Any], every: int = 1, name: str = "score") -> None:
        super().__init__()
        self.measure = measure
        self.every = every
        self.name = name
        self.result: Any = None

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        self.fresh = self.result is None or (epoch + 1) % self.every == 0
        if self.fresh:
            self.result = self.measure(self.model)
        logs |= numbers(self.result) if isinstance(self.result, dict) else {self.name: float(self.result)}


def numbers(report: Mapping[str, Any], prefix: str = "") -> dict[str, float]:
    """The numbers in a report, flat: {"swd": {"mean": 3, "n": 9}} gives "swd/mean" and "swd/n"."""
    found: dict[str, float] = {}
    for name, value in report.items():
        if isinstance(value, dict):
            found |= numbers(value, f"{prefix}{name}/")
        elif hasattr(value, "__float__"):
            found[prefix + name] = float(value)
    return found
