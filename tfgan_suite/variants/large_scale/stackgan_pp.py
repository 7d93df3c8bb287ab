"""StackGAN++: images of all sizes at once, each with a discriminator of its own. Zhang et al. 2017"""

import itertools
from typing import Any

import keras
from keras import ops
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.losses import bce
from tfgan_suite.losses.colours import colour_difference
from tfgan_suite.networks.text.augmented import drawn
from tfgan_suite.variants.bases.augmented import AugmentedCaptionGAN


class StackGANPlusPlus(AugmentedCaptionGAN):
    """Zhang et al. 2017, equations 2 to 8 (StackGAN-v2), https://arxiv.org/abs/1710.10916

    One generator branches into images of several sizes. At each size the discriminator answers twice: whether the image
    alone is real, and whether image and text are; the second answer refuses real images under the text of others, too.
    Neighbouring sizes shall have the same mean and covariance of colours. Mismatched images weigh as in StackGAN.
    Departs from the paper: the embedding is a fixed function of the caption, and discriminators are told it and not a
    draw from its law.

    Args:
        conditioner: embedding [B, d] -> (μ, log σ²) [B, 2 u], see `networks.conditioner`.
        generator: (z, c [B, u]) -> images from the smallest on, each twice the one before, in [-1, 1].
        discriminator: (the images, embedding) -> two logits [B, 1] of each size, see `networks.tree_discriminator`.
        law_weight: see `AugmentedCaptionGAN`.
        colour_weight: α, of the difference of colours between neighbouring sizes; 50 in the paper without captions, 0
            in its program with them.
        captions, encode, mismatch, subjects, prior, seed, name: see `CaptionedGAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("conditioner", "generator")}
    monitors = ("score/matched", "score/mismatched", "score/fake", "law", "colours")

    def __init__(
        self,
        conditioner: keras.Model,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        colour_weight: float = 50.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, conditioner, **kwargs)
        self.discriminator = discriminator
        self.colour_weight = colour_weight

    def train_step(self, batch: Any) -> None:
        (x, t), (x_other, _), differs = self.beside_others(batch)
        reals, others = self.in_all_sizes(x), self.in_all_sizes(x_other)
        C, G, D = self.in_training("conditioner", "generator", "discriminator")
        with self.turn("generator") as generator:
            c, law = self.augmented(C, x, t)
            fakes = G([self.start(x), c])
            with self.turn("discriminator") as discriminator:
                r, w, f = D([*reals, t]), D([*others, t]), D([*map(stop_gradient, fakes), t])
                alone = sum(bce(1, real) + bce(0, fake) for real, fake in zip(r[::2], f[::2], strict=True))
                told = zip(r[1::2], w[1::2], f[1::2], strict=True)
                discriminator.loss = alone + sum(self.told_apart(*scores, differs) for scores in told)
            colours = sum(colour_difference(a, b) for a, b in itertools.pairwise(fakes))
            verdicts = sum(bce(1, verdict) for verdict in D([*fakes, t]))
            generator.loss = verdicts + self.law_weight * law + self.colour_weight * colours
        for name, value in zip(self.monitors, (*(mean(each[-1]) for each in (r, w, f)), law, colours), strict=True):
            self.track(name, value)

    def in_all_sizes(self, images: Tensor) -> list[Tensor]:
        """Images in the sizes of the generator, averaged, from the smallest on."""
        heights = [output.shape[1] for output in self.generator.outputs]
        ratios = [heights[-1] // height for height in heights]
        return [ops.average_pool(images, ratio) if ratio > 1 else images for ratio in ratios]

    def pictures(self, z: Tensor, embedding: Tensor) -> dict[str, Tensor]:
        """The largest images, and the smaller ones by their height."""
        noise, _ = self.latent_parts
        c = drawn(self.served("conditioner")(embedding), z[:, noise:])
        *smaller, largest = self.served("generator")([z[:, :noise], c])
        return {"generator": largest, **{f"generator_{image.shape[1]}": image for image in smaller[::-1]}}
