"""ESRGAN: SRGAN without normalization, by relative verdicts, and between its two ends. Wang et al. 2018"""

from collections.abc import Callable
from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import RelativisticAverage
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.enlarging import EnlargingGAN
from tfgan_suite.variants.bases.perceptual import map_error


class ESRGAN(EnlargingGAN):
    """Wang et al. 2018, "Enhanced Super-Resolution Generative Adversarial Networks", eq. 1 to 4,
    https://arxiv.org/abs/1809.00219

    In stage 0 the generator learns the absolute error of pixels; what it has come to is kept. From stage 1 on it learns
    the error of a trained network's maps, the verdict of a discriminator that compares real images and fakes with the
    mean of the other kind, and a little of the error of pixels. Departs from the paper: maps are those of the suite's
    classifiers instead of VGG's, compared by squares in units of their own mean square; the generator ends in tanh.

    Args:
        generator: such as `networks.dense_enlarger`.
        discriminator: image -> logit [B, 1], such as `networks.enlarged_discriminator`.
        maps: see `EnlargingGAN`.
        fitted: a network like the generator, which keeps its weights of the end of stage 0; by default made of it.
        adversarial: λ of eq. 3, the weight of the discriminator's verdict.
        pixels: η, that of the absolute error of pixels beside it.
        blend: α of eq. 4: what is served lies so far from the network of pixels to that of the game, see `blended`.
        game_rate, seed, name: see `EnlargingGAN`.
    """

    frozen: tuple[str, ...] = ("maps", "fitted")
    monitors = ("absolute_error", "content")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        fitted: keras.Model | None = None,
        *,
        adversarial: float = 5e-3,
        pixels: float = 1e-2,
        blend: float = 1.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, maps, **kwargs)
        self.fitted = fitted or like(generator, "fitted")
        self.adversarial = adversarial
        self.pixels = pixels
        self.blend = blend

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(self.small(x))
            error, content = mean(abs(x - fake)), self.content(x, fake)
            generator.loss = error
            if self.stage:
                with self.turn("discriminator") as discriminator:
                    discriminator.loss = self.told_apart(D(x), D(stop_gradient(fake)))
                generator.loss = content + self.adversarial * self.deceived(D, x, fake) + self.pixels * error
        self.track("absolute_error", error)
        self.track("content", content)

    def told_apart(self, r: Tensor, f: Tensor) -> Tensor:
        """The discriminator's loss, of its scores of real images and of fakes."""
        return RelativisticAverage().discriminator(r, f)

    def deceived(self, D: Callable[..., Tensor], x: Tensor, fake: Tensor) -> Tensor:
        """The generator's share of the game."""
        return RelativisticAverage().generator(D(fake), stop_gradient(D(x)))

    def content(self, x: Tensor, fake: Tensor) -> Tensor | float:
        """The mean squared error of maps, in units of the mean square of those of real images; nothing without maps."""
        return 0.0 if self.maps is None else map_error(self, x, fake)

    def on_stage_begin(self, stage: int) -> None:
        super().on_stage_begin(stage)
        self.fitted.set_weights(self.served("generator").get_weights())

    def blended(self, share: float) -> keras.Model:
        """A generator whose weights lie between those of the end of stage 0 and those of today (section 3.4, eq. 4).

        Args:
            share: 0 for the former, 1 for the latter.
        """
        between = like(self.generator, "generator")
        ends = zip(self.fitted.get_weights(), self.served("generator").get_weights(), strict=True)
        between.set_weights([(1 - share) * first + share * last for first, last in ends])
        return between

    def products(self) -> dict[str, keras.Model]:
        return {
            "generator": self.served("generator") if self.blend == 1 or not self.stage else self.blended(self.blend)
        }

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.9, 0.99) for player in self.players}


def like(network: keras.Model, name: str) -> keras.Model:
    """A network of the same layers and weights under another name."""
    other = keras.models.clone_model(network)
    other.name = name
    other.set_weights(network.get_weights())
    return other
