"""BEGAN: boundary equilibrium, a balance between two autoencoder losses. Berthelot et al. 2017"""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras.ops import clip, mean, stop_gradient

from tfgan_suite.aliases import Draw, Tensor
from tfgan_suite.core import latents
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class BEGAN(LatentGAN):
    """Berthelot et al. 2017, section 3.4, https://arxiv.org/abs/1703.10717

    The discriminator is an autoencoder and L(v) = |v - D(v)| (eq. 1, η = 1) tells reals from fakes. k balances the
    two: it is state of the game, assigned from the losses of the global batch, never descended. Both players move at
    once, each against the other's weights before the step, and z_D and z_G are drawn apart, as the paper has it (its
    best-known port shares them). Adam's β are not in the paper: (.5, .999) are that port's.

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C].
        discriminator: image -> reconstruction, of the same shape.
        gamma: γ, the diversity ratio E L(G(z)) / E L(x) that k steers to, in [0, 1].
        lambda_k: λ_k, how fast it steers.
        prior, seed, name: see `LatentGAN` and `GAN`; the paper's prior is uniform on [-1, 1].

    Attributes:
        k: how much the discriminator cares about fakes, in [0, 1]; starts at 0.
        lowest: the least convergence measure of an epoch so far, for `callbacks.HalveOnStall`.
        stalled: epochs since then.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("k", "ratio", "convergence")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        gamma: float = 0.5,
        lambda_k: float = 1e-3,
        prior: Draw = latents.uniform,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, prior=prior, **kwargs)
        self.discriminator = discriminator
        self.gamma = gamma
        self.lambda_k = lambda_k
        self.k = self.state("k", 0.0)
        self.lowest = self.state("lowest", np.finfo("float32").max)
        self.stalled = self.state("stalled", 0, "int64")

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator, self.turn("discriminator") as discriminator:
            real = distance(x, D)
            fake = distance(G(self.noise(x)), D)
            discriminator.loss = real - self.k * distance(stop_gradient(G(self.noise(x))), D)
            generator.loss = fake
        self.balance(self.all_reduce_mean(real), self.all_reduce_mean(fake))

    def balance(self, real: Tensor, fake: Tensor) -> None:
        """k after a step with these losses of the global batch, and the measure M of convergence (section 3.5)."""
        surplus = self.gamma * real - fake
        self.assign_state(self.k, clip(self.k + self.lambda_k * surplus, 0.0, 1.0))
        self.track("k", self.k)
        self.track("ratio", fake / real)
        self.track("convergence", real + abs(surplus))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.5, 0.999) for player in self.players}


def distance(v: Tensor, D: Callable[..., Tensor]) -> Tensor:
    """L(v) = |v - D(v)|, the mean over the batch, pixels and channels."""
    return mean(abs(v - D(v)))
