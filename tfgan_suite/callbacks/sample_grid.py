from pathlib import Path

import keras

from tfgan_suite.pictures import animate, picture, save_picture


class SampleGrid(keras.callbacks.Callback):
    """Draws the same latents after each epoch, and the whole run as an animated image.

    Args:
        directory: gets `epoch-0001.png`, `epoch-0002.png`, ... and `training.gif`.
        n: how many samples.
        seed: of the latents, which stay the same throughout.
    """

    def __init__(self, directory, n=64, seed=0):
        super().__init__()
        self.directory = Path(directory)
        self.n = n
        self.seed = seed

    def on_epoch_end(self, epoch, logs=None):
        samples = self.model.sample(self.n, seed=self.seed)
        save_picture(picture(samples), self.directory / f"epoch-{epoch + 1:04d}.png")

    def on_train_end(self, logs=None):
        if frames := sorted(self.directory.glob("epoch-*.png")):
            animate(frames, self.directory / "training.gif")
