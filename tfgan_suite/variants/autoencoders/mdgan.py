"""MDGAN: manifold and diffusion steps. Che et al. 2016"""

from typing import Any

import keras
from keras.ops import stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce, unit_normal_cost
from tfgan_suite.variants.bases.encoding import EncodingGAN


class MDGAN(EncodingGAN):
    """Che et al. 2016, Algorithm 1, https://arxiv.org/abs/1612.02136

    Manifold-diffusion GAN: the manifold of reals is learnt from reconstructions, then the prior is spread over it.

    The diffusion discriminator never sees a real example: what it takes for real are reconstructions.

    Args:
        generator, encoder: see `EncodingGAN`.
        manifold_discriminator: tells x from G(E(x)); image -> logit [B, 1].
        diffusion_discriminator: tells G(E(x)) from G(z); image -> logit [B, 1].
        reconstruction_weight: λ, weight of ‖x - G(E(x))‖², which grows with the number of pixels; a letter without a
            number in Algorithm 1.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    renamed = {"likeness": "reconstruction_weight"}
    players = {
        "manifold_discriminator": ("manifold_discriminator",),
        "diffusion_discriminator": ("diffusion_discriminator",),
        "generator": ("generator",),
        "encoder": ("encoder",),
    }

    def __init__(
        self,
        generator: keras.Model,
        manifold_discriminator: keras.Model,
        diffusion_discriminator: keras.Model,
        encoder: keras.Model,
        *,
        reconstruction_weight: float = 1e-3,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, encoder, **kwargs)
        self.manifold_discriminator = manifold_discriminator
        self.diffusion_discriminator = diffusion_discriminator
        self.reconstruction_weight = reconstruction_weight

    def train_step(self, x: Tensor) -> None:
        G, E = self.in_training("generator", "encoder")
        D_M, D_D = self.in_training("manifold_discriminator", "diffusion_discriminator")
        with self.turn("generator") as generator, self.turn("encoder") as encoder:
            rebuilt = self.rebuilt(E, x)
            with self.turn("manifold_discriminator") as manifold:
                manifold.loss = bce(1, D_M(x)) + bce(0, D_M(stop_gradient(rebuilt)))
            error = 2 * unit_normal_cost(x, rebuilt)
            generator.loss = encoder.loss = self.reconstruction_weight * error + bce(1, D_M(rebuilt))
        with self.turn("generator") as generator:
            fake = G(self.noise(x))
            with self.turn("diffusion_discriminator") as diffusion:
                diffusion.loss = bce(1, D_D(stop_gradient(self.rebuilt(E, x)))) + bce(0, D_D(stop_gradient(fake)))
            generator.loss = bce(1, D_D(fake))
