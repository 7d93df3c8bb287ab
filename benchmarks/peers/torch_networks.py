"""The suite's DCGAN in PyTorch, layer for layer; for programs of the peers' environment."""

import torch
from torch import nn

LATENT, WIDTH, GRID = 64, 32, 7
COARSE = 2 * WIDTH


def norm(channels):
    return nn.BatchNorm2d(channels, eps=1e-5, momentum=0.1)


def generator():
    return nn.Sequential(
        nn.Linear(LATENT, GRID * GRID * COARSE, bias=False),
        nn.Unflatten(1, (COARSE, GRID, GRID)),
        norm(COARSE),
        nn.ReLU(),
        nn.ConvTranspose2d(COARSE, WIDTH, 4, 2, 1, bias=False),
        norm(WIDTH),
        nn.ReLU(),
        nn.ConvTranspose2d(WIDTH, 1, 4, 2, 1),
        nn.Tanh(),
    )


def discriminator():
    return nn.Sequential(
        nn.Conv2d(1, WIDTH, 4, 2, 1),
        nn.LeakyReLU(0.2),
        nn.Conv2d(WIDTH, COARSE, 4, 2, 1),
        norm(COARSE),
        nn.LeakyReLU(0.2),
        nn.Flatten(),
        nn.Linear(GRID * GRID * COARSE, 1),
    )


def drawn(network):
    """Weights from N(0, .02), scales from N(1, .02), as the suite draws them."""
    for layer in network.modules():
        if isinstance(layer, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):
            nn.init.normal_(layer.weight, 0.0, 0.02)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
        elif isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.weight, 1.0, 0.02)
    return network.to(memory_format=torch.channels_last)
