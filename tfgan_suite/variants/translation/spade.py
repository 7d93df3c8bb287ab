"""SPADE: label maps painted, where every layer is told the map again. Park et al. 2019"""

from typing import Any

import keras
from keras.ops import exp

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core import latents
from tfgan_suite.losses import Hinge, feature_matching, normal_kl
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.painting import PaintingGAN


class SPADE(PaintingGAN):
    """Park et al. 2019, "Semantic Image Synthesis with Spatially-Adaptive Normalization" (GauGAN),
    https://arxiv.org/abs/1903.07291

    A batch is as `PaintingGAN` has it. The generator grows an image from a latent by layers that read the layout; the
    losses are those of pix2pixHD with the hinge: the verdicts of discriminators at several scales, the distance of
    their hidden layers and that of a trained network's maps. Departs from the authors' program in the order: both
    players move at once, by one pass through both networks; in the maps, which are those of the suite's classifiers
    instead of VGG's, compared by squares in units of their own mean square.

    Args:
        generator: (layout, z) -> image, such as `networks.painter`.
        discriminator: (layout, image) -> {scale: [logits, maps of hidden layers]}, such as
            `networks.multiscale_discriminator`.
        maps, matching, perceptual, instances: see `PaintingGAN`.
        seed, name: see `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors: tuple[str, ...] = ("matching",)

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(maps, **kwargs)
        self.generator = generator
        self.discriminator = discriminator

    def train_step(self, data: Any) -> None:
        *seen, x = data
        layout, hinge = self.layout(*seen), Hinge()
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator, self.turn("discriminator") as discriminator:
            z, cost = self.style(x)
            fake = G([layout, z])
            real, made = ([*D([layout, images]).values()] for images in (x, fake))
            matched = feature_matching(real, made)
            scales = len(real)
            verdicts = sum(hinge.generator(f) for f, *_ in made) / scales
            discriminator.loss = (
                sum(hinge.discriminator(r, f) for (r, *_), (f, *_) in zip(real, made, strict=True)) / scales
            )
            generator.loss = verdicts + self.matching * matched + self.content(x, fake) + cost
        self.track("matching", matched)

    def style(self, x: Tensor) -> tuple[Tensor, Tensor | float]:
        """(latents [B, latent_dim] for images, what they cost): here normal ones, which cost nothing."""
        return self.draw(latents.normal, x, (self.latent_dim,)), 0.0

    @property
    def latent_dim(self) -> int:
        return self.generator.inputs[1].shape[-1]

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"discriminator": adam(4e-4, 0.0, 0.9), "generator": adam(1e-4, 0.0, 0.9)}

    def products(self) -> dict[str, keras.Model]:
        layout, z = self.generator.inputs
        served, latent = self.served("generator"), keras.Input(z.shape[1:], name="z")
        return {"generator": self.of_label_maps(lambda *both: served([*both]), tuple(layout.shape[1:]), latent)}

    def paintable(self, mask: Array, *instances: Array, seed: int = 0) -> tuple[Array, ...]:
        drawn = latents.normal((len(mask), self.latent_dim), (seed, 0)).numpy()
        return (*super().paintable(mask, *instances), drawn)


class StyledSPADE(SPADE):
    """SPADE with an encoder, section 3.2 and eq. 3: the latent is that of an image, and held near the normal prior, so
    that a label map is painted in the style of a picture or in any.

    Args:
        encoder: image -> (mean [B, latent_dim], log variance), such as `networks.variational_encoder`.
        prior: weight of the divergence from the prior.
        generator, discriminator, maps, matching, perceptual, instances, seed, name: see `SPADE`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator", "encoder")}
    monitors = ("matching", "prior")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        encoder: keras.Model,
        maps: keras.Model | None = None,
        *,
        prior: float = 0.05,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, maps, **kwargs)
        self.encoder = encoder
        self.prior = prior

    def style(self, x: Tensor) -> tuple[Tensor, Tensor | float]:
        (Enc,) = self.in_training("encoder")
        μ, log_var = Enc(x)
        cost = normal_kl(μ, log_var)
        self.track("prior", cost)
        return μ + exp(log_var / 2) * self.draw(latents.normal, x, (self.latent_dim,)), self.prior * cost

    def products(self) -> dict[str, keras.Model]:
        return {**super().products(), "encoder": self.encoder}
