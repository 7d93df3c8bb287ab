"""DCGAN in PyTorch, asked for as "<eager|compiled> <float32|bfloat16> <steps>"; runs in an environment of its own.

With `--alone` it trains one step and then fifty, and says when each is done, and its peak of memory at the end.
"""

import functools
import json
import resource
import sys
import time

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits
from torch_networks import LATENT, discriminator, drawn, generator

BATCH = 128


def bce(target, logits):
    return binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def adam(network):
    return torch.optim.Adam(network.parameters(), 2e-4, betas=(0.5, 0.999), foreach=True)


@functools.cache
def trainer(program, precision):
    """A function that trains so many steps: the discriminator's first, on the fakes that the generator's then uses."""
    G, D = drawn(generator()), drawn(discriminator())
    g_adam, d_adam = adam(G), adam(D)
    narrow = precision == "bfloat16"
    images = torch.from_numpy(np.random.default_rng(0).integers(0, 256, (6000, 1, 28, 28), "uint8"))

    def losses_of_discriminator(x, fake):
        return bce(1.0, D(x)) + bce(0.0, D(fake))

    def loss_of_generator(fake):
        return bce(1.0, D(fake))

    if program == "compiled":
        forward, d_loss_of, g_loss_of = map(torch.compile, (G, losses_of_discriminator, loss_of_generator))
    else:
        forward, d_loss_of, g_loss_of = G, losses_of_discriminator, loss_of_generator

    def step(x):
        with torch.autocast("cpu", torch.bfloat16, enabled=narrow):
            fake = forward(torch.randn(BATCH, LATENT))
            d_loss = d_loss_of(x, fake.detach())
        d_adam.zero_grad()
        d_loss.backward()
        d_adam.step()
        with torch.autocast("cpu", torch.bfloat16, enabled=narrow):
            g_loss = g_loss_of(fake)
        g_adam.zero_grad()
        g_loss.backward(inputs=list(G.parameters()))
        g_adam.step()
        return d_loss, g_loss

    def run(steps):
        for _ in range(steps):
            x = images[torch.randint(len(images), (BATCH,))].float().div_(127.5).sub_(1)
            losses = step(x.contiguous(memory_format=torch.channels_last))
        return [float(loss.detach()) for loss in losses]

    return run


def alone():
    run = trainer("eager", "float32")
    run(1)
    print("first", flush=True)
    run(50)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


def answer():
    print("ready", flush=True)
    for line in sys.stdin:
        program, precision, steps = line.split()
        run = trainer(program, precision)
        start = time.perf_counter()
        run(int(steps))
        print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)


alone() if "--alone" in sys.argv else answer()
