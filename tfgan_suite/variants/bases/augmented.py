"""Conditioning augmentation: captioned games whose generator is told a draw from its caption's law."""

from collections.abc import Callable
from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.latents import normal
from tfgan_suite.losses import normal_kl
from tfgan_suite.networks.text.augmented import drawn
from tfgan_suite.variants.bases.captioned import CaptionedGAN


class AugmentedCaptionGAN(CaptionedGAN):
    """A captioned game that makes of a caption a normal law and of the law a draw, for every image anew.

    Zhang et al. 2016, section 3.2, https://arxiv.org/abs/1612.03242. As in the authors' program the law's distance from
    the standard normal one is a mean over its entries (paper: a sum).

    Args:
        generator: see the game.
        conditioner: embedding [B, d] -> (μ, log σ²) [B, 2 u], see `networks.conditioner`.
        law_weight: of the distance of the caption's law from the standard normal one.
        captions, encode, mismatch, subjects, prior, seed, name: see `CaptionedGAN`.
    """

    def __init__(
        self, generator: keras.Model, conditioner: keras.Model, *, law_weight: float = 2.0, **kwargs: Any
    ) -> None:
        super().__init__(generator, **kwargs)
        self.conditioner = conditioner
        self.law_weight = law_weight

    @property
    def text_length(self) -> int:
        return self.conditioner.inputs[0].shape[-1]

    @property
    def latent_dim(self) -> int:
        """Of a product: noise, and what is drawn from each law."""
        return sum(self.latent_parts)

    @property
    def latent_parts(self) -> tuple[int, ...]:
        """How much of a product's z is noise, and how much each law takes."""
        z, condition = self.generator.inputs
        return z.shape[-1], condition.shape[-1]

    def start(self, like: Tensor) -> Tensor:
        """The generator's own noise, one row for each example of `like`."""
        return self.draw(self.prior, like, self.latent_parts[:1])

    def augmented(self, C: Callable, like: Tensor, t: Tensor) -> tuple[Tensor, Tensor]:
        """(a draw from the law of each text, the mean distance of an entry of these laws from the standard one)."""
        moments = C(t)
        units = moments.shape[-1] // 2
        law = normal_kl(*ops.split(moments, 2, axis=-1)) / units
        return drawn(moments, self.draw(normal, like, (units,))), law

    def products(self) -> dict[str, keras.Model]:
        """Networks (z, embedding) -> image, by the names of `pictures`."""
        z, embedding = keras.Input((self.latent_dim,), name="z"), keras.Input((self.text_length,), name="embedding")
        return {
            name: keras.Model([z, embedding], keras.layers.Identity(name="image", dtype="float32")(image), name=name)
            for name, image in self.pictures(z, embedding).items()
        }

    def pictures(self, z: Tensor, embedding: Tensor) -> dict[str, Tensor]:
        """What the served networks make of a product's inputs, by name, "generator" first."""
        raise NotImplementedError(f"{type(self).__name__} does not say which of its images are exported.")
