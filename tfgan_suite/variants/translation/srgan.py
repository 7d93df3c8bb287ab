"""SRGAN: images enlarged by a network that is judged by what they show. Ledig et al. 2016"""

from typing import Any

import keras
from keras.ops import mean, square, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.enlarging import EnlargingGAN
from tfgan_suite.variants.bases.perceptual import map_error


class SRGAN(EnlargingGAN):
    """Ledig et al. 2016, eq. 2 to 6, https://arxiv.org/abs/1609.04802

    A batch is images in [-1, 1]; what is enlarged is made of them, by bicubic filtering. In stage 0 the generator
    learns the mean squared error of pixels alone (SRResNet); from stage 1 on, that of a trained network's maps, which
    are compared in units of their own mean square, and the discriminator's verdict. Departs from the paper: maps are
    those of the suite's classifiers instead of VGG's, whose scale the paper divides by 12.75; the generator ends in
    tanh. Without maps pixels are compared (the paper's SRGAN-MSE).

    Args:
        adversarial: weight of the discriminator's verdict; 1e-3 in the paper.
        generator, maps, game_rate, seed, name: see `EnlargingGAN`.
        discriminator: image -> logit [B, 1], such as `networks.enlarged_discriminator`.
    """

    monitors = ("squared_error", "content")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        *,
        adversarial: float = 1e-3,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, maps, **kwargs)
        self.adversarial = adversarial

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(self.small(x))
            error = mean(square(x - fake))
            content = self.content(x, fake)
            generator.loss = error
            if self.stage:
                with self.turn("discriminator") as discriminator:
                    discriminator.loss = bce(1, D(x)) + bce(0, D(stop_gradient(fake)))
                generator.loss = content + self.adversarial * bce(1, D(fake))
        self.track("squared_error", error)
        self.track("content", content)

    def content(self, x: Tensor, fake: Tensor) -> Tensor:
        """The mean squared error of maps, in units of the mean square of those of real images."""
        if self.maps is None:
            return mean(square(x - fake))
        return map_error(self, x, fake)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.9, 0.999) for player in self.players}
