"""Enlarging games: the product makes small images large."""

from typing import Any

import keras
import numpy as np
from keras import layers, ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.panels import beside
from tfgan_suite.layers.pictures.resampling import shrunk
from tfgan_suite.optimizers import forget


class EnlargingGAN(GAN):
    """A game that a batch of images [B, H, W, C] in [-1, 1] is dealt to; what is enlarged is made of them.

    In stage 0 the generator learns pixels alone, from stage 1 on there is a game. `callbacks.Stages` leads from one to
    the other.

    Args:
        generator: image [B, h, w, C] -> image [B, H, W, C], such as `networks.enlarger`.
        discriminator: image [B, H, W, C] -> logits.
        maps: image [B, H, W, C] -> maps that are compared, such as `networks.perceptual_maps`, frozen; None compares
            pixels.
        game_rate: learning rate of the generator from stage 1 on, where it is another.
        seed, name: see `GAN`.

    Attributes:
        stage: 0 while pixels are learned, 1 from then on.
    """

    batch_fields = ("image",)
    needs_inputs = True
    frozen: tuple[str, ...] = ("maps",)
    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    translator = "generator"

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        *,
        game_rate: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.maps = maps
        self.frozen = tuple(name for name in self.frozen if name != "maps" or maps is not None)
        self.game_rate = game_rate

    @property
    def factor(self) -> int:
        """How many times higher images become."""
        return self.generator.output_shape[1] // self.generator.input_shape[1]

    def small(self, x: Tensor) -> Tensor:
        """What is enlarged, of a training batch: images at 1/factor of their sides, by bicubic filtering."""
        return shrunk(x, self.factor)

    def on_stage_begin(self, stage: int) -> None:
        optimizer = self.optimizers["generator"]
        forget(optimizer)
        if self.game_rate:
            optimizer.learning_rate = self.game_rate

    def products(self) -> dict[str, keras.Model]:
        return {"generator": self.served("generator")}

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        """Small images [n, h, w, C] enlarged, [n, H, W, C]."""
        return by_chunks(self.products()["generator"], source)

    def made_small(self, images: Array) -> Array:
        """Images [n, H, W, C] as the generator is given them, [n, h, w, C]; always the same ones."""
        return np.asarray(shrunk(ops.convert_to_tensor(images), self.factor))

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` held-out images made small and drawn as large again, enlarged, and as they are: [n, H, 3 W, C]."""
        x = np.asarray(inputs)[:n]
        small = self.made_small(x)
        as_large = layers.UpSampling2D(self.factor)(small)
        return beside(np.asarray(as_large), self.translate(small), x)
