"""Unrolled GAN: gradients through the discriminator's next steps. Metz et al. 2016"""

from typing import Any

import keras
from keras.ops import stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.optimizers.fast_weights import FastWeights
from tfgan_suite.variants.bases.latent import LatentGAN


class UnrolledGAN(LatentGAN):
    """Metz et al. 2016, section 2.2, eqs. 6 to 11, https://arxiv.org/abs/1611.02163

    The generator trains against the discriminator as it would be after K more steps of its own optimizer on this batch,
    and its gradient passes through those steps; the discriminator itself takes one ordinary step, at the same time and
    on the same fakes. With K = 0 this is the saddle game of Goodfellow et al. 2014, eq. 1. Steps of SGD and of Adam
    (which the paper's experiments unroll) can be looked ahead to.

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C] in [-1, 1], or point [B, 2].
        discriminator: image or point -> logit [B, 1]; without batch normalization and smooth enough to be
            differentiated twice.
        unroll: K, how many steps the generator looks ahead.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}

    def __init__(self, generator: keras.Model, discriminator: keras.Model, *, unroll: int = 5, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.unroll = unroll

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(self.noise(x))
            ahead = self.fast_weights()
            for _ in range(self.unroll):
                ahead.descend(lambda D: bce(1, D(x)) + bce(0, D(fake)))
            generator.loss = -(bce(1, ahead(x)) + bce(0, ahead(fake)))
            with self.turn("discriminator") as discriminator:
                discriminator.loss = bce(1, D(x)) + bce(0, D(stop_gradient(fake)))

    def fast_weights(self) -> FastWeights:
        """The discriminator as it is now, to look ahead with."""
        return FastWeights(self.discriminator, self.optimizers["discriminator"], training=self.context.descends)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"discriminator": adam(1e-4, 0.5, 0.999), "generator": adam(1e-3, 0.5, 0.999)}
