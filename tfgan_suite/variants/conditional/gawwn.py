"""GAWWN: images from captions and the box that they are about. Reed et al. 2016"""

from itertools import cycle, islice
from typing import Any

import keras
import numpy as np
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds.boxes import outlined
from tfgan_suite.kinds.captions import rows, with_captions
from tfgan_suite.losses import bce
from tfgan_suite.variants.bases.captioned import VERSIONS, CaptionedGAN


class GAWWN(CaptionedGAN):
    """Reed et al. 2016, "Learning What and Where to Draw", section 4.1 (bounding boxes),
    https://arxiv.org/abs/1610.02454

    The matching-aware game of text to image in which both players are told a box besides: a real image with its text
    and box, another image and its box with this text, and fakes. Boxes are (x, y, width, height) as shares of the
    image's sides from the upper left. The paper's second form is `KeypointGAWWN`.

    Args:
        generator: (z [B, latent_dim], embedding [B, d], box [B, 4]) -> image [B, H, W, C] in [-1, 1].
        discriminator: (image, embedding, box) -> logit [B, 1].
        boxes: float [k, 4] that samples have in turn, at least one.
        captions, encode, mismatch, subjects, prior, seed, name: see `CaptionedGAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("score/matched", "score/mismatched", "score/fake")
    told_fields = ("image", "embedding", "box")

    def __init__(self, generator: keras.Model, discriminator: keras.Model, *, boxes: Any, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.boxes = [[float(number) for number in box] for box in boxes]

    def train_step(self, batch: Any) -> None:
        (x, t, box), (x_other, _, box_other), differs = self.beside_others(batch)
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake = G([self.noise(x), t, box])
            with self.turn("discriminator") as discriminator:
                r, w, f = D([x, t, box]), D([x_other, t, box_other]), D([stop_gradient(fake), t, box])
                discriminator.loss = self.told_apart(r, w, f, differs)
            generator.loss = bce(1, D([fake, t, box]))
        for name, score in zip(self.monitors, (r, w, f), strict=True):
            self.track(name, mean(score))

    def illustrate(self, captions: Any, *, seed: int = 0, boxes: Any = None) -> Array:
        """An image for each caption, [n, H, W, C] in [-1, 1], in its box [n, 4]; those of samples by default."""
        return by_chunks(self.products()["generator"], *self.latents_for(captions, seed=seed, boxes=boxes))

    def latents_for(self, captions: Any, *, seed: int = 0, boxes: Any = None) -> tuple[Any, ...]:
        taken = islice(cycle(self.boxes), len(captions)) if boxes is None else boxes
        return *super().latents_for(captions, seed=seed), np.asarray([*taken], "float32")

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, caption: str | None = None, box: Any = None) -> Any:
        """`n` rows of images [n, H, W, C] in [-1, 1], each over the caption that it illustrates, with its box drawn.

        Args:
            n: how many.
            seed: of the latents.
            inputs: not needed.
            caption: the text to illustrate; the game's own in turn by default.
            box: (x, y, width, height), shares of the sides; the game's own in turn by default.

        Raises:
            SuiteError: a box that is not within the image.
        """
        captions = list(islice(cycle(self.captions if caption is None else [caption]), n))
        boxes = np.asarray(list(islice(cycle(self.boxes if box is None else [within(box)]), n)), "float32")
        texts, places = np.repeat(captions, VERSIONS), np.repeat(boxes, VERSIONS, axis=0)
        images = outlined(self.illustrate(texts, seed=seed, boxes=places), places)
        return with_captions(rows(images, VERSIONS), captions)


def within(box: Any) -> list[float]:
    """A box that lies in the image.

    Raises:
        SuiteError: it does not, or is none.
    """
    numbers = [float(number) for number in box]
    if len(numbers) == 4:
        x, y, width, height = numbers
        if min(x, y) >= 0 and min(width, height) > 0 and max(x + width, y + height) <= 1 + 1e-6:
            return numbers
    raise SuiteError(f"{numbers} is no box within the image: give x, y, width and height as shares from 0 to 1.")
