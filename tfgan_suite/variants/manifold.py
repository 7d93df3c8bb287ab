"""Encoders against missing modes. Che et al. 2016, https://arxiv.org/abs/1612.02136"""

import numpy as np
from keras.ops import mean, stop_gradient

from tfgan_suite.chunks import by_chunks
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.panels import beside
from tfgan_suite.variants.latent import LatentGAN


class EncodingGAN(LatentGAN):
    """A game with an encoder that leads examples back to latents.

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].
        encoder: image -> code [B, latent_dim], such as `networks.encoder`.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    needs_inputs = True

    def __init__(self, generator, encoder, **kwargs):
        super().__init__(generator, **kwargs)
        self.encoder = encoder

    def rebuilt(self, E, x):
        """G(E(x)) [B, ...] by the running statistics of the prior's batches, which the generator is sampled with.

        Codes lie elsewhere than latents. Normalized by their own statistics they would also enter the running ones, a
        mixture that then suits neither kind.
        """
        return self.generator(E(x), training=False)

    def products(self):
        return {"generator": self.served("generator"), "encoder": self.encoder}

    def sample(self, n, *, seed=0, inputs=None):
        """Held-out examples and their reconstructions [n, H, 2 W, C]; without inputs, samples of the prior."""
        if inputs is None or np.ndim(inputs) == 2:
            return super().sample(n, seed=seed)
        images = np.asarray(inputs)[:n]
        return beside(images, self.rebuild(images))

    def rebuild(self, examples):
        """G(E(x)) of NumPy examples [n, ...]."""
        return self.generate(by_chunks(self.encoder, examples))

    def paper_optimizers(self):
        return {player: adam(1e-4, 0.5, 0.999) for player in self.players}


class MRGAN(EncodingGAN):
    """Section 3.2: the generator must rebuild real examples from their codes, and the rebuilt must look real.

    Args:
        generator, encoder: see `EncodingGAN`.
        discriminator: image -> logit [B, 1].
        likeness: λ1, weight of the mean squared error between x and G(E(x)); .2 in the paper.
        realism: λ2, weight of what the discriminator thinks of G(E(x)); .4 in the paper.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",), "encoder": ("encoder",)}

    def __init__(self, generator, discriminator, encoder, *, likeness=0.2, realism=0.4, **kwargs):
        super().__init__(generator, encoder, **kwargs)
        self.discriminator = discriminator
        self.likeness = likeness
        self.realism = realism

    def train_step(self, x):
        G, D, E = self.in_training("generator", "discriminator", "encoder")
        with self.turn("generator") as generator, self.turn("encoder") as encoder:
            fake, rebuilt = G(self.noise(x)), self.rebuilt(E, x)
            with self.turn("discriminator") as discriminator:
                discriminator.loss = bce(1, D(x)) + bce(0, D(stop_gradient(fake)))
            regular = self.likeness * mean((x - rebuilt) ** 2) + self.realism * bce(1, D(rebuilt))
            generator.loss = bce(1, D(fake)) + regular
            encoder.loss = regular


class MDGAN(EncodingGAN):
    """Algorithm 1: first the manifold of reals is learnt from reconstructions, then the prior is spread over it.

    The diffusion discriminator never sees a real example: what it takes for real are reconstructions.

    Args:
        generator, encoder: see `EncodingGAN`.
        manifold_discriminator: tells x from G(E(x)); image -> logit [B, 1].
        diffusion_discriminator: tells G(E(x)) from G(z); image -> logit [B, 1].
        likeness: λ, weight of the mean squared error between x and G(E(x)).
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {
        "manifold_discriminator": ("manifold_discriminator",),
        "diffusion_discriminator": ("diffusion_discriminator",),
        "generator": ("generator",),
        "encoder": ("encoder",),
    }

    def __init__(self, generator, manifold_discriminator, diffusion_discriminator, encoder, *, likeness=1.0, **kwargs):
        super().__init__(generator, encoder, **kwargs)
        self.manifold_discriminator = manifold_discriminator
        self.diffusion_discriminator = diffusion_discriminator
        self.likeness = likeness

    def train_step(self, x):
        G, E = self.in_training("generator", "encoder")
        D_M, D_D = self.in_training("manifold_discriminator", "diffusion_discriminator")
        with self.turn("generator") as generator, self.turn("encoder") as encoder:
            rebuilt = self.rebuilt(E, x)
            with self.turn("manifold_discriminator") as manifold:
                manifold.loss = bce(1, D_M(x)) + bce(0, D_M(stop_gradient(rebuilt)))
            generator.loss = encoder.loss = self.likeness * mean((x - rebuilt) ** 2) + bce(1, D_M(rebuilt))
        with self.turn("generator") as generator:
            fake = G(self.noise(x))
            with self.turn("diffusion_discriminator") as diffusion:
                diffusion.loss = bce(1, D_D(stop_gradient(self.rebuilt(E, x)))) + bce(0, D_D(stop_gradient(fake)))
            generator.loss = bce(1, D_D(fake))
