"""pix2pixHD: label maps painted from coarse to fine, judged at several scales. Wang et al. 2018"""

from enum import IntEnum
from typing import Any

import keras
from keras import ops
from keras.layers import AveragePooling2D

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import LeastSquares, feature_matching
from tfgan_suite.optimizers import adam, forget
from tfgan_suite.variants.bases.painting import PaintingGAN


class Phase(IntEnum):
    """Who learns to paint."""

    COARSE = 0
    ENHANCER = 1
    BOTH = 2


MOVERS: dict[int, dict[str, tuple[str, ...]]] = {
    Phase.COARSE: {"discriminator": ("coarse_discriminator",), "generator": ("coarse", "preview")},
    Phase.ENHANCER: {"discriminator": ("discriminator",), "generator": ("enhancer",)},
    Phase.BOTH: {"discriminator": ("discriminator",), "generator": ("coarse", "enhancer")},
}


class Pix2PixHD(PaintingGAN):
    """Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", eq. 2 to 5,
    https://arxiv.org/abs/1711.11585

    A batch is as `PaintingGAN` has it. Stage 0: the coarse network learns images at half their sides. Stage 1: the
    enhancer around it learns them at full size, and the coarse network stands still. Stage 2: both.
    `callbacks.Stages` leads through them. All players that move do so at once, by one pass, as in the authors' program.
    Departs from it in the discriminators, of which each size of images has its own set, and in the maps, which are
    those of the suite's classifiers instead of VGG's, compared by squares in units of their own mean square. The
    encoder of instances' features (section 3.4) is not here.

    Args:
        coarse: layout [B, H/2, W/2, K] -> maps, such as `networks.coarse_painter`.
        preview: maps -> image of half the sides, which only the first stage looks at, such as `networks.coarse_image`.
        enhancer: (layout [B, H, W, K], maps) -> image, such as `networks.enhancer`.
        coarse_discriminator: (layout, image) of half the sides -> {scale: [logits, maps of hidden layers]}, such
            as `networks.multiscale_discriminator`.
        discriminator: the same of the whole size.
        matching: λ of eq. 5, the weight of the distance of hidden layers.
        maps, perceptual, instances: see `PaintingGAN`.
        seed, name: see `GAN`.
    """

    players = {
        "discriminator": ("coarse_discriminator", "discriminator"),
        "generator": ("coarse", "preview", "enhancer"),
    }
    monitors = ("matching",)

    def __init__(
        self,
        coarse: keras.Model,
        preview: keras.Model,
        enhancer: keras.Model,
        coarse_discriminator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(maps, **kwargs)
        self.coarse = coarse
        self.preview = preview
        self.enhancer = enhancer
        self.coarse_discriminator = coarse_discriminator
        self.discriminator = discriminator

    def train_step(self, data: Any) -> None:
        *seen, x = data
        layout = self.layout(*seen)
        if self.stage == Phase.COARSE:
            layout, x = halved(layout), halved(x)
        (D,) = self.in_training(*MOVERS[self.stage]["discriminator"])
        with self.turn("generator") as generator, self.turn("discriminator") as discriminator:
            fake = self.painted(layout)
            real, made = ([*D([layout, images]).values()] for images in (x, fake))
            matched, squares = feature_matching(real, made), LeastSquares()
            verdicts = sum(2 * squares.generator(f) for f, *_ in made)
            discriminator.loss = sum(squares.discriminator(r, f) for (r, *_), (f, *_) in zip(real, made, strict=True))
            generator.loss = verdicts + self.matching * matched + self.content(x, fake)
        self.track("matching", matched)

    def painted(self, layout: Tensor) -> Tensor:
        """Images of layouts, of half the sides in the first stage."""
        G1, preview, G2 = self.in_training("coarse", "preview", "enhancer")
        if self.stage == Phase.COARSE:
            return preview(G1(layout))
        return G2([layout, G1(halved(layout))])

    def weights_in_play(self, player: str) -> list[keras.Variable]:
        """Those of the stage that training is in."""
        names = MOVERS[self.stage][player]
        return [w for name in names for w in getattr(self, name).trainable_weights]

    def on_stage_begin(self, stage: int) -> None:
        for optimizer in self.optimizers.values():
            forget(optimizer)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        coarse, fine = self.served("coarse"), self.served("enhancer")

        def painted(layout):
            return fine([layout, coarse(AveragePooling2D(3, 2, padding="same")(layout))])

        return {"generator": self.of_label_maps(painted, tuple(self.enhancer.inputs[0].shape[1:]))}


def halved(images: Tensor) -> Tensor:
    """Images, or layouts, of half the sides, by means of 3x3 pixels as the discriminators take them."""
    return ops.average_pool(images, 3, 2, padding="same")
