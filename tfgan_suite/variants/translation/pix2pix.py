"""Pix2Pix: paired translation by a conditional GAN and L1. Isola et al. 2016"""

from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import dropout
from tfgan_suite.layers import KeepAll
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.translation import TranslationGAN


class Pix2Pix(TranslationGAN):
    """Isola et al. 2016, eq. 4 with the authors' halved discriminator loss, https://arxiv.org/abs/1611.07004

    A batch is (source, target), pairs of images in [-1, 1]. The noise is dropout, which the paper keeps at test time:
    here its masks are an input of the generator, drawn without state, so that `sample` and `translate` have them too
    and repeat with their seed. What is exported is the generator with nothing dropped, the same answer for the same
    image; `gan.generator` itself can be exported with the masks as an input. Departs from the paper in the order: the
    discriminator moves first, as in the authors' program. At batch size 1, where the paper normalizes each image by
    its own statistics also at test time, the networks' instance normalization is the same thing at any batch size.

    Args:
        generator: (image, noise [B, n]) -> image, such as `networks.unet_generator`.
        discriminator: (source, image) -> logits [B, h, w, 1], such as `networks.patch_discriminator`.
        lam: λ, the weight of the L1 distance.
        seed, name: see `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("l1",)

    def __init__(
        self, generator: keras.Model, discriminator: keras.Model, *, lam: float = 100.0, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.lam = lam

    def train_step(self, pair: Any) -> None:
        x, y = pair
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G([x, self.noise(x)])
            with self.turn("discriminator") as discriminator:
                discriminator.loss = (bce(1, D([x, y])) + bce(0, D([x, stop_gradient(fake)]))) / 2
            l1 = mean(abs(y - fake))
            generator.loss = bce(1, D([x, fake])) + self.lam * l1
        self.track("l1", l1)

    @property
    def noise_dim(self) -> int:
        return self.generator.inputs[1].shape[-1]

    def noise(self, like: Tensor) -> Tensor:
        """Dropout masks, one row for each example of `like`."""
        return self.draw(dropout, like, (self.noise_dim,))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        image = keras.Input(self.generator.inputs[0].shape[1:], name="image")
        translation = self.served("generator")([image, KeepAll(self.noise_dim)(image)])
        named = keras.layers.Identity(name="translation")(translation)
        return {"generator": keras.Model(image, named, name="generator")}

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        """Translations [n, H, W, C] of source images, with dropout drawn from `seed`."""
        return by_chunks(self.served("generator"), source, dropout((len(source), self.noise_dim), (seed, 0)))
