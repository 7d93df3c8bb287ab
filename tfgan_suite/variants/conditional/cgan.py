"""CGAN: both players are given the label. Mirza and Osindero 2014"""

from typing import Any

import keras
from keras import ops

from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.conditional import ConditionalGAN


class CGAN(ConditionalGAN):
    """Mirza and Osindero 2014, eq. 2, https://arxiv.org/abs/1411.1784

    Both players are given the label; how (concatenation, or projection as in Miyato and Koyama 2018) is the networks'
    affair. Real images keep their own labels and fakes get labels drawn for them. Departs from the paper, which trains
    with SGD and momentum: Adam(2e-4, .5, .999), and the non-saturating generator loss.

    Args:
        generator: (z [B, latent_dim], label int32 [B]) -> image [B, H, W, C] in [-1, 1].
        discriminator: (image, label) -> logit [B, 1].
        num_classes: labels are 0 ... num_classes - 1.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}

    def __init__(self, generator: keras.Model, discriminator: keras.Model, *, num_classes: int, **kwargs: Any) -> None:
        super().__init__(generator, num_classes=num_classes, **kwargs)
        self.discriminator = discriminator

    def train_step(self, data: Any) -> None:
        x, y = data
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            c = self.labels(x)
            fake = G([self.noise(x), c])
            with self.turn("discriminator") as discriminator:
                discriminator.loss = bce(1, D([x, y])) + bce(0, D([ops.stop_gradient(fake), c]))
            generator.loss = bce(1, D([fake, c]))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
