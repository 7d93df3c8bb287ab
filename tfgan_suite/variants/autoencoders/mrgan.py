"""MRGAN: mode-regularized GAN. Che et al. 2016"""

from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce
from tfgan_suite.variants.bases.encoding import EncodingGAN


class MRGAN(EncodingGAN):
    """Che et al. 2016, section 3.2, https://arxiv.org/abs/1612.02136

    Mode-regularized GAN: the generator must rebuild real examples from their codes, and the rebuilt must look real.

    Args:
        generator, encoder: see `EncodingGAN`.
        discriminator: image -> logit [B, 1].
        reconstruction_weight: λ1, weight of the similarity d(x, G(E(x))); .2 in the paper, which leaves d open: here
            the mean squared error (a sum over pixels would weigh as many times more as there are).
        realism: λ2, weight of what the discriminator thinks of G(E(x)); .4 in the paper.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    renamed = {"likeness": "reconstruction_weight"}
    players = {"discriminator": ("discriminator",), "generator": ("generator",), "encoder": ("encoder",)}

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        encoder: keras.Model,
        *,
        reconstruction_weight: float = 0.2,
        realism: float = 0.4,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, encoder, **kwargs)
        self.discriminator = discriminator
        self.reconstruction_weight = reconstruction_weight
        self.realism = realism

    def train_step(self, x: Tensor) -> None:
        G, D, E = self.in_training("generator", "discriminator", "encoder")
        with self.turn("generator") as generator, self.turn("encoder") as encoder:
            fake, rebuilt = G(self.noise(x)), self.rebuilt(E, x)
            with self.turn("discriminator") as discriminator:
                discriminator.loss = bce(1, D(x)) + bce(0, D(stop_gradient(fake)))
            regular = self.reconstruction_weight * mean((x - rebuilt) ** 2) + self.realism * bce(1, D(rebuilt))
            generator.loss = bce(1, D(fake)) + regular
            encoder.loss = regular
