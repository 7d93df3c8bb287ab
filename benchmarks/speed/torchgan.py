"""`fit` against TorchGAN's trainer: an epoch of Fashion-MNIST with its data, from uint8 images in memory."""

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.peer import Peer
from benchmarks.race import race
from benchmarks.speed.dcgan import BATCH, fitted, pair
from benchmarks.speed.line import Line
from tfgan_suite.data import batches, load
from tfgan_suite.variants import DCGAN

EPOCHS = 3


def lines(*_):
    images = load("fashion_mnist")
    per_epoch = len(images) // BATCH
    with tempfile.TemporaryDirectory() as directory:
        kept = Path(directory) / "images.npy"
        np.save(kept, images["image"])
        peer = Peer("torchgan_epoch.py", kept, directory)
        ours = fitted(DCGAN(*pair()), batches(images, BATCH))
        contenders = {
            "fit": lambda epochs: ours(epochs * per_epoch),
            "TorchGAN": lambda epochs: peer.ask(str(epochs))["seconds"],
        }
        taken = race(contenders, EPOCHS, steps=1, warm_up=1)
        peer.close()
    seconds = [[ms / 1e3 for ms in side] for side in taken.values()]
    return [Line("`fit`, DCGAN, an epoch with its data", "TorchGAN 0.1.0", *seconds, unit="s an epoch", bound=0.6)]
