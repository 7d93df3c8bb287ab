"""TorchGAN's trainer on given images [n, 28, 28, 1] of uint8, asked for as "<epochs>"; in an environment of its own.

python benchmarks/peers/torchgan_epoch.py images.npy directory
"""

import json
import os
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import torch

os.environ |= {"CONSOLE_LOGGING": "0", "TENSORBOARD_LOGGING": "0", "VISDOM_LOGGING": "0"}
# It saves a grid of samples after each epoch, and asks nothing else of torchvision; the grid is left out of its time.
for name in ("torchvision", "torchvision.utils", "torchvision.models"):
    sys.modules[name] = MagicMock()

from torch_networks import LATENT, discriminator, drawn, generator  # noqa: E402
from torchgan.losses import MinimaxDiscriminatorLoss, MinimaxGeneratorLoss  # noqa: E402
from torchgan.models import Discriminator, Generator  # noqa: E402
from torchgan.trainer import Trainer  # noqa: E402

BATCH = 128
images, directory = np.load(sys.argv[1]), Path(sys.argv[2])


class OurGenerator(Generator):
    def __init__(self):
        super().__init__(LATENT)
        self.network = drawn(generator())

    def forward(self, z):
        return self.network(z)


class OurDiscriminator(Discriminator):
    def __init__(self):
        super().__init__(1)
        self.network = drawn(discriminator())

    def forward(self, x):
        return self.network(x).squeeze(1)


class Images(torch.utils.data.Dataset):
    """What a user of PyTorch writes: one image at a time, to floats in [-1, 1]; batches are made by the loader."""

    def __len__(self):
        return len(images)

    def __getitem__(self, i):
        return torch.from_numpy(images[i]).permute(2, 0, 1).float().div_(127.5).sub_(1)


def player(network):
    adam = {"name": torch.optim.Adam, "args": {"lr": 2e-4, "betas": (0.5, 0.999)}}
    return {"name": network, "optimizer": adam}


loader = torch.utils.data.DataLoader(Images(), BATCH, shuffle=True, drop_last=True)
trainer = Trainer(
    {"discriminator": player(OurDiscriminator), "generator": player(OurGenerator)},
    [MinimaxDiscriminatorLoss(), MinimaxGeneratorLoss()],
    device=torch.device("cpu"),
    epochs=0,
    sample_size=64,
    checkpoints=str(directory / "gan"),
    recon=str(directory),
)
print("ready", flush=True)
for line in sys.stdin:
    trainer.start_epoch, trainer.epochs = trainer.epochs, trainer.epochs + int(line)
    with redirect_stdout(sys.stderr):
        start = time.perf_counter()
        trainer(loader)
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds}), flush=True)
