"""Two answers: whether an image is real, and whether it shows what its caption says, asked one by one."""

from typing import Any

import keras
from keras.ops import mean, softplus, stop_gradient

from tfgan_suite.losses import bce
from tfgan_suite.variants.bases.captioned import CaptionedGAN


class TwoAnswersGAN(CaptionedGAN):
    """The matching-aware game of Reed et al. 2016 with a verdict of its own for either mistake,
    https://arxiv.org/abs/1605.05396

    One answer of the discriminator is told no text and tells real from fake. The other tells captions of a real image
    from captions of others, of which it must see no fakes: a fake is no evidence of what a caption means. The
    generator wants both answers. The two heads are those of Zhang et al. 2017 (StackGAN++), whose second one refuses
    fakes too.

    Args:
        generator: (z [B, latent_dim], embedding [B, d]) -> image [B, H, W, C] in [-1, 1].
        discriminator: (image, embedding) -> (logit [B, 1] that it is real, logit [B, 1] that the text is its own).
        captions, encode, subjects, prior, seed, name: see `CaptionedGAN`.
        mismatch: weight of mismatched images in the second answer.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("score/real", "score/fake", "match/matched", "match/mismatched")

    def __init__(self, generator: keras.Model, discriminator: keras.Model, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator

    def train_step(self, batch: Any) -> None:
        (x, t), (x_other, _), differs = self.beside_others(batch)
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G([self.noise(x), t])
            with self.turn("discriminator") as discriminator:
                (r, own), (_, other), (f, _) = D([x, t]), D([x_other, t]), D([stop_gradient(fake), t])
                refused = mean(differs * softplus(other))
                discriminator.loss = bce(1, r) + bce(0, f) + bce(1, own) + self.mismatch * refused
            real, shown = D([fake, t])
            generator.loss = bce(1, real) + bce(1, shown)
        for name, score in zip(self.monitors, (r, f, own, other), strict=True):
            self.track(name, mean(score))
