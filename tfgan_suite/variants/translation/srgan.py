"""SRGAN: images enlarged by a network that is judged by what they show. Ledig et al. 2016"""

from typing import Any

import keras
import numpy as np
from keras import layers, ops
from keras.ops import mean, square, stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.panels import beside
from tfgan_suite.layers.resampling import shrunk
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam, forget
from tfgan_suite.variants.bases.perceptual import map_error


class SRGAN(GAN):
    """Ledig et al. 2016, eq. 2 to 6, https://arxiv.org/abs/1609.04802

    A batch is images in [-1, 1]; what is enlarged is made of them, by bicubic filtering. In stage 0 the generator
    learns the mean squared error of pixels alone (SRResNet); from stage 1 on, that of a trained network's maps, which
    are compared in units of their own mean square, and the discriminator's verdict. `callbacks.Stages` leads from one
    to the other. Departs from the paper: maps are those of the suite's classifiers instead of VGG's, whose scale the
    paper divides by 12.75; the generator ends in tanh.

    Args:
        generator: image [B, h, w, C] -> image [B, H, W, C], such as `networks.enlarger`.
        discriminator: image [B, H, W, C] -> logit [B, 1], such as `networks.enlarged_discriminator`.
        maps: image [B, H, W, C] -> maps that are compared, such as `networks.perceptual_maps`, frozen; None compares
            pixels (the paper's SRGAN-MSE).
        adversarial: weight of the discriminator's verdict; 1e-3 in the paper.
        game_rate: learning rate of the generator from stage 1 on, where it is another.
        seed, name: see `GAN`.

    Attributes:
        stage: 0 while pixels are learned, 1 from then on.
    """

    batch_fields = ("image",)
    needs_inputs = True
    frozen: tuple[str, ...] = ("maps",)
    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("squared_error", "content")
    translator = "generator"

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        *,
        adversarial: float = 1e-3,
        game_rate: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.maps = maps
        self.frozen = self.frozen if maps is not None else ()
        self.adversarial = adversarial
        self.game_rate = game_rate

    @property
    def factor(self) -> int:
        """How many times higher images become."""
        return self.generator.output_shape[1] // self.generator.input_shape[1]

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(shrunk(x, self.factor))
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

    def on_stage_begin(self, stage: int) -> None:
        optimizer = self.optimizers["generator"]
        forget(optimizer)
        if self.game_rate:
            optimizer.learning_rate = self.game_rate

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.9, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        return {"generator": self.served("generator")}

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        """Small images [n, h, w, C] enlarged, [n, H, W, C]."""
        return by_chunks(self.served("generator"), source)

    def made_small(self, images: Array) -> Array:
        """Images [n, H, W, C] as the generator is given them, [n, h, w, C]."""
        return np.asarray(shrunk(ops.convert_to_tensor(images), self.factor))

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` held-out images made small and drawn as large again, enlarged, and as they are: [n, H, 3 W, C]."""
        x = np.asarray(inputs)[:n]
        small = self.made_small(x)
        enlarged = layers.UpSampling2D(self.factor)(small)
        return beside(np.asarray(enlarged), self.translate(small), x)
