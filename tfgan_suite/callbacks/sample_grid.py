"""Sample grids: the same latents after each epoch, and an animation of the whole training."""

from pathlib import Path
from typing import Any

import keras

from tfgan_suite.aliases import Array, Logs, PathLike


class SampleGrid(keras.callbacks.Callback):
    """Draws the same latents after each epoch, and the whole run as an animated image, as the game's kind has it.

    Args:
        directory: gets `epoch-0001.png`, `epoch-0002.png`, ... and `training.gif`, or what else the kind keeps of an
            epoch: clips `.gif`, strings `.txt`, sound `.wav` and its picture.
        n: how many samples.
        seed: of the latents, which stay the same throughout.
        inputs: held-out examples, for games that make samples of them (see `GAN.sample`).
        real: points [m, 2], for games that make points (or embeddings): they are shown behind the samples.
    """

    def __init__(
        self, directory: PathLike, n: int = 64, seed: int = 0, inputs: Any = None, real: Array | None = None
    ) -> None:
        super().__init__()
        self.directory = Path(directory)
        self.n = n
        self.seed = seed
        self.inputs = inputs
        self.real = real

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        samples = self.model.sample(self.n, seed=self.seed, inputs=self.inputs)
        scene = {} if self.real is None else {"groups": self.model.groups(self.n), "real": self.real}
        for suffix in self.model.yields.kept:
            self.model.yields.write(samples, self.directory / f"epoch-{epoch + 1:04d}{suffix}", **scene)

    def on_train_end(self, logs: Logs = None) -> None:
        self.model.yields.animate(self.directory)
