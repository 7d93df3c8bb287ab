"""CoGAN: two GANs with shared layers. Liu and Tuzel 2016"""

from typing import Any

import keras
from keras.ops import stop_gradient

from tfgan_suite.aliases import Array, Draw
from tfgan_suite.core import latents
from tfgan_suite.kinds.panels import beside
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class CoGAN(LatentGAN):
    """Liu and Tuzel 2016, section 3, eqs. 2 to 4, https://arxiv.org/abs/1606.07536

    Two games at once, one for each domain. The generators share their first layers and the discriminators their last,
    so that one z gives two images of the same thing, learnt from examples that do not belong together. What is shared
    is shared inside one network of two outputs, and so is one weight also after saving and loading. Both players
    descend non-saturating losses on the same fakes, the discriminators first.

    Args:
        generator: z [B, latent_dim] -> (image_a, image_b), such as `networks.coupled_generators`.
        discriminator: (image_a, image_b) -> two logits [B, 1], such as `networks.coupled_discriminators`.
        prior, seed, name: see `LatentGAN` and `GAN`; the authors draw z from U(-1, 1).
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    batch_fields = ("source", "target")

    def __init__(
        self, generator: keras.Model, discriminator: keras.Model, *, prior: Draw = latents.uniform, **kwargs: Any
    ) -> None:
        super().__init__(generator, prior=prior, **kwargs)
        self.discriminator = discriminator

    def train_step(self, batch: Any) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fakes = G(self.noise(batch[0]))
            with self.turn("discriminator") as discriminator:
                real = sum(bce(1, r) for r in D(list(batch)))
                discriminator.loss = real + sum(bce(0, f) for f in D([stop_gradient(x) for x in fakes]))
            generator.loss = sum(bce(1, f) for f in D(fakes))

    def pairs(self, n: int, *, seed: int = 0) -> tuple[Array, ...]:
        """Two batches [n, H, W, C]: what either generator makes of the same n latents."""
        return tuple(self.generate(*self.latents(n, seed=seed)))

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` pairs side by side, [n, H, 2 W, C]; the same for the same seed."""
        return beside(*self.pairs(n, seed=seed))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
