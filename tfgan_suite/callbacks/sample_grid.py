from pathlib import Path

import keras

from tfgan_suite.kinds.samples import animate, suffix_of, write_samples


class SampleGrid(keras.callbacks.Callback):
    """Draws the same latents after each epoch, and the whole run as an animated image.

    Args:
        directory: gets `epoch-0001.png`, `epoch-0002.png`, ... and `training.gif`; clips become `.gif`, strings `.txt`.
        n: how many samples.
        seed: of the latents, which stay the same throughout.
        inputs: held-out examples, for games that make samples of them (see `GAN.sample`).
        real: points [m, 2], for games that make points: they are shown behind the samples.
    """

    def __init__(self, directory, n=64, seed=0, inputs=None, real=None):
        super().__init__()
        self.directory = Path(directory)
        self.n = n
        self.seed = seed
        self.inputs = inputs
        self.real = real

    def on_epoch_end(self, epoch, logs=None):
        samples = self.model.sample(self.n, seed=self.seed, inputs=self.inputs)
        kinds = None if self.real is None else self.model.kinds(self.n)
        write_samples(samples, self.directory / f"epoch-{epoch + 1:04d}{suffix_of(samples)}", kinds, self.real)

    def on_train_end(self, logs=None):
        if frames := sorted(self.directory.glob("epoch-*.png")):
            animate(frames, self.directory / "training.gif")
