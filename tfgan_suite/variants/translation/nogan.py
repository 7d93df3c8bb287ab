"""NoGAN: a translator trained almost without an adversary. Antic et al. 2019"""

from enum import IntEnum
from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import answer
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.perceptual import map_error
from tfgan_suite.variants.bases.translation import TranslationGAN


class Phase(IntEnum):
    """Who learns."""

    CONTENT = 0
    CRITIC = 1
    JOINT = 2


class NoGAN(TranslationGAN):
    """Antic, Howard and Manor 2019, "Decrappification, DeOldification, and Super Resolution", fast.ai,
    https://www.fast.ai/posts/2019-05-03-decrappify.html; DeOldify's program.

    A batch is (source, target), pairs of images in [-1, 1]. Stage 0: the generator learns content alone. Stage 1: it
    stands still, and the discriminator learns to tell its translations from targets. Stage 2: both, briefly. Further
    odd stages are as stage 1, further even ones as stage 2. `callbacks.Stages` leads through them. What is written of
    the method is a blog and a program; the content here is the L1 distance of pixels and, where maps of a trained
    network are given, their squared error in units of their mean square.

    Args:
        generator: image -> image.
        discriminator: image -> logits; it is not shown the source.
        maps: image -> maps of a trained network, frozen, such as `networks.perceptual_maps`; None compares pixels.
        adversarial: weight of the discriminator's verdict beside the content.
        seed, name: see `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    frozen: tuple[str, ...] = ("maps",)
    monitors = ("l1",)
    translator = "generator"

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        *,
        adversarial: float = 0.01,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.maps = maps
        self.frozen = self.frozen if maps is not None else ()
        self.adversarial = adversarial

    @property
    def phase(self) -> Phase:
        """Who learns in this stage."""
        return Phase.CONTENT if not self.stage else Phase(2 - self.stage % 2)

    def train_step(self, pair: Any) -> None:
        x, y = pair
        G, D = self.in_training("generator", "discriminator")
        if self.phase == Phase.CRITIC:
            fake = answer(self.generator, x, training=False)
            self.track("l1", mean(abs(y - fake)))
            self.criticize(D, y, fake)
            return
        with self.turn("generator") as generator:
            fake = G(x)
            l1 = mean(abs(y - fake))
            generator.loss = l1 + self.content(y, fake)
            if self.phase == Phase.JOINT:
                self.criticize(D, y, fake)
                generator.loss += self.adversarial * bce(1, D(fake))
        self.track("l1", l1)

    def criticize(self, D: Any, y: Tensor, fake: Tensor) -> None:
        """The discriminator's turn."""
        with self.turn("discriminator") as discriminator:
            discriminator.loss = bce(1, D(y)) + bce(0, D(stop_gradient(fake)))

    def content(self, y: Tensor, fake: Tensor) -> Tensor | float:
        """The squared error of maps, in units of the mean square of those of targets; nothing without maps."""
        return 0.0 if self.maps is None else map_error(self, y, fake)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.9, 0.999) for player in self.players}
