"""CartoonGAN: photographs drawn, from unpaired drawings, by content and sharp edges. Chen et al. 2018"""

from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import answer
from tfgan_suite.layers.pictures.edge_smoothing import edges_smoothed
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam, forget
from tfgan_suite.variants.bases.translation import TranslationGAN


class CartoonGAN(TranslationGAN):
    """Chen, Lai and Liu, CVPR 2018, eq. 1 to 4.

    A batch is (source, target), photographs and drawings in [-1, 1] that do not belong together. In stage 0 the
    generator learns content alone: maps of a trained network must stay what they are. From stage 1 on the discriminator
    also tells drawings from translations and from drawings whose edges were smoothed. `callbacks.Stages` leads from one
    to the other. Departs from the paper in the maps, which are those of the suite's classifiers instead of VGG's, in
    units of their own mean size; without any, pixels are compared.

    Args:
        generator: image -> image.
        discriminator: image -> logits.
        maps: image -> maps of a trained network, frozen, such as `networks.perceptual_maps`; None compares pixels.
        content: ω of eq. 1, the weight of the mean absolute difference of maps.
        seed, name: see `GAN`.

    Attributes:
        stage: 0 while content is learned, 1 from then on.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    frozen: tuple[str, ...] = ("maps",)
    monitors = ("content_error",)
    translator = "generator"

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        *,
        content: float = 10.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.maps = maps
        self.frozen = self.frozen if maps is not None else ()
        self.content = content

    def train_step(self, batch: Any) -> None:
        x, y = batch
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(x)
            error = self.changed(x, fake)
            generator.loss = self.content * error
            if self.stage:
                with self.turn("discriminator") as discriminator:
                    mistaken = bce(0, D(stop_gradient(fake))) + bce(0, D(edges_smoothed(y)))
                    discriminator.loss = bce(1, D(y)) + mistaken
                generator.loss += bce(1, D(fake))
        self.track("content_error", error)

    def changed(self, x: Tensor, fake: Tensor) -> Tensor:
        """The mean absolute difference of maps, in units of the mean size of those of the sources."""
        if self.maps is None:
            return mean(abs(x - fake))
        theirs, ours = (answer(self.maps, images, training=False) for images in (x, fake))
        return mean(abs(theirs - ours)) / self.all_reduce_mean(mean(abs(theirs)))

    def on_stage_begin(self, stage: int) -> None:
        forget(self.optimizers["generator"])

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
