"""PAN: paired translation judged by the discriminator's own layers. Wang et al. 2017"""

from collections.abc import Sequence
from typing import Any

import keras
from keras.ops import mean, relu, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.translation import TranslationGAN


class PAN(TranslationGAN):
    """Wang et al. 2017, "Perceptual Adversarial Networks for Image-to-Image Transformation", eq. 3 to 6,
    https://arxiv.org/abs/1706.09138

    A batch is (source, target), pairs of images in [-1, 1]. Between a translation and its target lies the mean absolute
    difference of each hidden layer of the discriminator. The generator makes the weighted sum of them small; the
    discriminator makes it large, up to the margin. Distances are means over entries, and the discriminator is shown
    targets and translations without their sources, as in the paper.

    Args:
        generator: image -> image.
        discriminator: image -> [logits, maps of hidden layers], see `networks.exposing_discriminator`.
        layer_weights: λ of each hidden layer, the first the finest; one for each that the discriminator shows.
        margin: m, the sum of distances from which on the discriminator asks for no more.
        seed, name: see `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("perceptual",)
    translator = "generator"

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        layer_weights: Sequence[float] = (5.0, 1.5, 1.5, 5.0),
        margin: float = 2.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.layer_weights = [float(weight) for weight in layer_weights]
        self.margin = margin

    def train_step(self, pair: Any) -> None:
        x, y = pair
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G(x)
            with self.turn("discriminator") as discriminator:
                (r, *real), (f, *made) = D(y), D(stop_gradient(fake))
                discriminator.loss = bce(1, r) + bce(0, f) + relu(self.margin - self.apart(real, made))
            (r, *real), (f, *made) = D(y), D(fake)
            perceptual = self.apart(real, made)
            generator.loss = bce(1, f) + perceptual
        self.track("perceptual", perceptual)

    def apart(self, real: Sequence[Tensor], made: Sequence[Tensor]) -> Tensor:
        """Σ λ P, the weighted distances of hidden layers."""
        pairs = zip(self.layer_weights, real, made, strict=True)
        return sum(weight * mean(abs(r - m)) for weight, r, m in pairs)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
