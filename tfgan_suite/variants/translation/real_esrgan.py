"""Real-ESRGAN: images enlarged that were not only made small, but blurred, noisy and compressed. Wang et al. 2021"""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.latents import normal, unit
from tfgan_suite.layers.pictures.degrading import NUMBERS, degraded
from tfgan_suite.losses import bce
from tfgan_suite.variants.translation.esrgan import ESRGAN

SEED = 2107


class RealESRGAN(ESRGAN):
    """Wang et al. 2021, "Training Real-World Blind Super-Resolution with Pure Synthetic Data",
    https://arxiv.org/abs/2107.10833

    ESRGAN's network and stages. What is enlarged is degraded twice on its way, anew for every example, see
    `layers.pictures.degrading.degraded`; the discriminator is a U-Net that judges each pixel, with the plain objective.
    Departs from the paper in the ground truth, which is not sharpened first, and where `ESRGAN` and `degraded` say so.

    Args:
        discriminator: image -> logits [B, H, W, 1], such as `networks.pixel_discriminator`.
        strength: how far degradations go, as a share of the paper's.
        adversarial: weight of the discriminator's verdict.
        pixels: that of the absolute error of pixels.
        generator, maps, fitted, blend, game_rate, seed, name: see `ESRGAN`.
    """

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        maps: keras.Model | None = None,
        fitted: keras.Model | None = None,
        *,
        strength: float = 1.0,
        adversarial: float = 0.1,
        pixels: float = 1.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, maps, fitted, adversarial=adversarial, pixels=pixels, **kwargs)
        self.strength = strength

    def told_apart(self, r: Tensor, f: Tensor) -> Tensor:
        return bce(1, r) + bce(0, f)

    def deceived(self, D: Callable[..., Tensor], x: Tensor, fake: Tensor) -> Tensor:
        return bce(1, D(fake))

    def small(self, x: Tensor) -> Tensor:
        noises = [self.draw(normal, x, shape) for shape in self.noise_shapes(tuple(x.shape[1:]))]
        return degraded(x, self.factor, self.draw(unit, x, NUMBERS), *noises, strength=self.strength)

    def noise_shapes(self, shape: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Of the noise at full size and at that of the result."""
        height, width, channels = shape
        return [shape, (height // self.factor, width // self.factor, channels)]

    def made_small(self, images: Array) -> Array:
        n, shape = len(images), tuple(images.shape[1:])
        noises = [normal((n, *each), (SEED, at)) for at, each in enumerate(self.noise_shapes(shape))]
        drawn = unit((n, *NUMBERS), (SEED, 2))
        small = degraded(ops.convert_to_tensor(images), self.factor, drawn, *noises, strength=self.strength)
        return np.asarray(small)
