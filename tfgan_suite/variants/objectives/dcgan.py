"""DCGAN: the non-saturating GAN on convolutional networks. Radford et al. 2015"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class DCGAN(LatentGAN):
    """Radford et al. 2015, https://arxiv.org/abs/1511.06434; the game of Goodfellow et al. 2014, Algorithm 1.

    The non-saturating game with one step each, the discriminator first, on the same fakes: the authors' program too
    runs the generator once for both players. (Goodfellow's Algorithm 1 draws new latents for the generator's step.)

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].
        discriminator: image -> logit [B, 1].
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}

    def __init__(self, generator: keras.Model, discriminator: keras.Model, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(self.noise(x))
            with self.turn("discriminator") as discriminator:
                discriminator.loss = bce(1, D(x)) + bce(0, D(ops.stop_gradient(fake)))
            generator.loss = bce(1, D(fake))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
