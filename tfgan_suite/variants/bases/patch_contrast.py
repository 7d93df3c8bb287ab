"""Unpaired translation one way, by contrast of patches."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import keras
from keras import ops
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.latents import unit
from tfgan_suite.core.precision import answer
from tfgan_suite.losses import LeastSquares
from tfgan_suite.losses.patches import patch_contrast
from tfgan_suite.networks.images.translating.patch_codes import picked
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.translation import TranslationGAN

least_squares = LeastSquares()


class PatchContrastGAN(TranslationGAN):
    """A game of one translator, whose own encoder says what is at a place of an image: the place in the translation
    must be told from other places of the same source (Park et al. 2020, section 3, https://arxiv.org/abs/2007.15651).

    A batch is (source, target), images in [-1, 1] that do not belong together. As in the authors' program the
    discriminator moves first, and what is compared with has no gradient. Places are drawn for each image and layer
    (there: for each layer). A game says in `translated` what it contrasts.

    Args:
        generator: image -> image, such as `networks.blurred_translator`.
        discriminator: image -> logits [B, h, w, 1], such as `networks.patch_discriminator`.
        projector: rows of maps -> unit vectors, see `networks.patch_projector`; one for the image itself, which comes
            first, and for each of `compared`.
        compared: names of the generator's layers whose maps are compared.
        contrast: λ, weight of the contrast.
        patches: places of each layer, or as many as it has.
        temperature: τ of the contrast.
        seed, name: see `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator", "projector")}
    monitors = ("contrast",)
    translator = "generator"

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        projector: keras.Model,
        *,
        compared: Sequence[str],
        contrast: float = 1.0,
        patches: int = 256,
        temperature: float = 0.07,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.projector = projector
        self.compared = list(compared)
        self.contrast = contrast
        self.patches = patches
        self.temperature = temperature

    def through(self) -> Callable[[Tensor], list[Tensor]]:
        """The generator in training, and what it sees on its way: image -> [translation, maps of `compared`]."""
        maps = [self.generator.get_layer(name).output for name in self.compared]
        return functools.partial(
            answer, keras.Model(self.generator.input, [self.generator.output, *maps]), training=True
        )

    def train_step(self, batch: Any) -> None:
        x, y = batch
        (D,) = self.in_training("discriminator")
        with self.turn("generator") as generator:
            fake, contrast = self.translated(self.through(), x, y)
            with self.turn("discriminator") as discriminator:
                discriminator.loss = least_squares.discriminator(D(y), D(stop_gradient(fake)))
            generator.loss = mean((D(fake) - 1) ** 2) + self.contrast * contrast
        self.track("contrast", contrast)

    def translated(self, through: Callable, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """(translations of x, what is contrasted), of sources and targets; `through` is what `through()` gives."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it contrasts.")

    def told_apart(self, queries: Sequence[Tensor], keys: Sequence[Tensor]) -> Tensor:
        """The mean over layers of how hard it is to find places of maps among those of other maps."""
        (P,) = self.in_training("projector")
        places = [self.places(maps) for maps in queries]
        own, others = (
            P([picked(m, at) for m, at in zip(maps, places, strict=True)])
            for maps in (queries, [stop_gradient(m) for m in keys])
        )
        losses = [
            patch_contrast(q, stop_gradient(k), temperature=self.temperature) for q, k in zip(own, others, strict=True)
        ]
        return sum(losses) / len(losses)

    def places(self, maps: Tensor) -> Tensor:
        """Places of each of the maps [B, H, W, c], drawn without returning them, int [B, P]."""
        count = maps.shape[1] * maps.shape[2]
        return ops.top_k(self.draw(unit, maps, (count,)), min(self.patches, count), sorted=False)[1]

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
