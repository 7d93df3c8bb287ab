"""GAN-INT-CLS: images from captions. Reed et al. 2016"""

from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.losses import bce
from tfgan_suite.variants.bases.captioned import CaptionedGAN


class TextToImage(CaptionedGAN):
    """Reed et al. 2016, Algorithm 1 (GAN-CLS) and equation 5 (GAN-INT), https://arxiv.org/abs/1605.05396

    The discriminator sees real images with their own text, real images with the text of others, and fakes. The texts of
    the other minibatch are the other ends of the interpolation (β = ½). Departs from the paper: the embedding is a
    fixed function of the caption instead of a recurrent network trained beforehand, and both players' terms are
    computed on the same fakes.

    Args:
        generator: (z [B, latent_dim], embedding [B, d]) -> image [B, H, W, C] in [-1, 1].
        discriminator: (image, embedding) -> logit [B, 1].
        interpolation: weight of the generator's term on texts between two captions; 0 is GAN-CLS without INT.
        captions, encode, mismatch, subjects, prior, seed, name: see `CaptionedGAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("score/matched", "score/mismatched", "score/fake")

    def __init__(
        self, generator: keras.Model, discriminator: keras.Model, *, interpolation: float = 1.0, **kwargs: Any
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.interpolation = interpolation

    def train_step(self, batch: Any) -> None:
        (x, t), (x_other, t_other), differs = self.beside_others(batch)
        between = (t + t_other) / 2
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake, bridge = G([self.noise(x), t]), G([self.noise(x), between])
            with self.turn("discriminator") as discriminator:
                r, w, f = D([x, t]), D([x_other, t]), D([stop_gradient(fake), t])
                discriminator.loss = self.told_apart(r, w, f, differs)
            generator.loss = bce(1, D([fake, t])) + self.interpolation * bce(1, D([bridge, between]))
        for name, score in zip(self.monitors, (r, w, f), strict=True):
            self.track(name, mean(score))
