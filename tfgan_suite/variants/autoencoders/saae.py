"""Stylized adversarial autoencoder. Zhao et al. 2017"""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

import keras
import numpy as np
from keras.ops import full_like, mean, stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.panels import beside
from tfgan_suite.losses import cross_entropy
from tfgan_suite.optimizers import adam


class Stage(IntEnum):
    """What is trained: the autoencoder alone, the discriminator alone, or both."""

    RECONSTRUCTION = 0
    DISCRIMINATION = 1
    JOINT = 2


class StylizedAutoencoder(GAN):
    """Stylized adversarial autoencoder, Zhao et al. 2017: the content of one image in the style of another.

    A decoder paints the code of a content image in that of a style image; the discriminator names the class of what it
    sees, or says that it is a fake, and the autoencoder is trained so that its images are of the content's class.
    Training has three stages: reconstruction alone, the discriminator alone, both. Only summaries of the paper could be
    read (one is https://www.alibabacloud.com/en/developer/a/ai/image-generation-algorithm-against-encoder): the two
    encoders, the classifier as discriminator and the three stages are from there; cross-entropies and L1 are the
    suite's reading. `callbacks.Stages` leads through the stages; without it the game is in the last.

    A batch is (content, label, style, target).

    Args:
        content_encoder: content image [B, H, W, C] -> code.
        style_encoder: style image [B, H, W, 3] -> code.
        decoder: (content code, style code) -> image [B, H, W, 3] in [-1, 1].
        discriminator: image -> logits [B, K + 1], the last for fakes.
        reconstruction_weight: weight of the L1 distance to the target.
        seed, name: see `GAN`.
    """

    renamed = {"likeness": "reconstruction_weight"}
    players = {
        "discriminator": ("discriminator",),
        "autoencoder": ("content_encoder", "style_encoder", "decoder"),
    }
    batch_fields = ("content", "label", "style", "target")
    needs_inputs = True

    def __init__(
        self,
        content_encoder: keras.Model,
        style_encoder: keras.Model,
        decoder: keras.Model,
        discriminator: keras.Model,
        *,
        reconstruction_weight: float = 10.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.content_encoder = content_encoder
        self.style_encoder = style_encoder
        self.decoder = decoder
        self.discriminator = discriminator
        self.reconstruction_weight = reconstruction_weight
        self.stage = Stage.JOINT

    def train_step(self, data: Any) -> None:
        content, label, style, target = data
        E_c, E_s, Dec, D = self.in_training("content_encoder", "style_encoder", "decoder", "discriminator")
        if self.stage == Stage.DISCRIMINATION:
            self.discriminate(D, target, label, Dec([E_c(content), E_s(style)]))
            return
        with self.turn("autoencoder") as autoencoder:
            fake = Dec([E_c(content), E_s(style)])
            distance = self.reconstruction_weight * mean(abs(fake - target))
            if self.stage == Stage.JOINT:
                self.discriminate(D, target, label, fake)
                distance += cross_entropy(label, D(fake))
            autoencoder.loss = distance

    def discriminate(self, D: Callable[..., Tensor], real: Tensor, label: Tensor, fake: Tensor) -> None:
        """The discriminator's turn: the class of real images, and the one of fakes."""
        with self.turn("discriminator") as discriminator:
            f = D(stop_gradient(fake))
            fakes = full_like(label, f.shape[-1] - 1)
            discriminator.loss = cross_entropy(label, D(real)) + cross_entropy(fakes, f)

    def products(self) -> dict[str, keras.Model]:
        """The whole, (content, style) -> image, and either encoder, image -> code."""
        content, style = (
            keras.Input(encoder.inputs[0].shape[1:], name=name)
            for name, encoder in (("content", self.content_encoder), ("style", self.style_encoder))
        )
        decoder = self.served("decoder")
        painted = decoder([self.content_encoder(content), self.style_encoder(style)])
        image = keras.layers.Identity(name="image")(painted)
        encoders = {"content_encoder": self.content_encoder, "style_encoder": self.style_encoder}
        return {"stylizer": keras.Model([content, style], image, name="stylizer"), **encoders}

    def stylize(self, content: Array, style: Array) -> Array:
        """Images [n, H, W, 3] in [-1, 1] of NumPy batches of both, of one length."""
        return by_chunks(self.products()["stylizer"], content, style)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Held-out contents, styles, and what is made of them, side by side, [n, H, 3 W, 3]."""
        content, _, style, _ = (np.asarray(part)[:n] for part in inputs)
        return beside(content, style, self.stylize(content, style))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
