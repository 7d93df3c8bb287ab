"""GAWWN told key points: images from captions and where parts are, and parts from captions. Reed et al. 2016"""

from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import unit
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds.captions import rows, with_captions
from tfgan_suite.kinds.spots import spotted
from tfgan_suite.losses import bce
from tfgan_suite.variants.bases.captioned import VERSIONS, CaptionedGAN

Places = Mapping[str, tuple[float, float]]


class KeypointGAWWN(CaptionedGAN):
    """Reed et al. 2016, "Learning What and Where to Draw", sections 4.2 (key points) and 4.3 (their completion),
    https://arxiv.org/abs/1610.02454

    Two games at once. The matching-aware one of text to image, whose players are told key points besides: a real image
    with its text and points, another image and its points with this text, and fakes. And one of points alone: of a text
    and some of its points, each given with a probability of `given`, the completer makes all, which the judge tells
    from those of real images with their texts (equation 3). Samples have the points that are asked for, and those of
    the completer for the rest. Departs from the paper: both games are trained in one step instead of one after the
    other; neither touches the other's networks.

    Args:
        generator: (z [B, latent_dim], embedding [B, d], keypoints [B, K, 3]) -> image [B, H, W, C] in [-1, 1].
        discriminator: (image, embedding, keypoints) -> logit [B, 1].
        completer: (z [B, d'], embedding, keypoints, given [B, K]) -> keypoints [B, K, 3], see `networks.completer`.
        judge: (keypoints, embedding) -> logit [B, 1].
        parts: names of the K parts.
        given: probability with which a part is given in training.
        completions: steps of the game of points for each of the game of images, on the same examples.
        captions, encode, mismatch, subjects, prior, seed, name: see `CaptionedGAN`.
    """

    players = {
        "discriminator": ("discriminator",),
        "generator": ("generator",),
        "judge": ("judge",),
        "completer": ("completer",),
    }
    monitors = ("score/matched", "score/mismatched", "score/fake")
    told_fields = ("image", "embedding", "keypoints")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        completer: keras.Model,
        judge: keras.Model,
        *,
        parts: Sequence[str],
        given: float = 0.1,
        completions: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.completer = completer
        self.judge = judge
        self.parts = list(parts)
        self.given = given
        self.completions = completions

    def train_step(self, batch: Any) -> None:
        (x, t, points), (x_other, _, points_other), differs = self.beside_others(batch)
        G, D, C, J = self.in_training("generator", "discriminator", "completer", "judge")
        with self.turn("generator") as generator:
            fake = G([self.noise(x), t, points])
            with self.turn("discriminator") as discriminator:
                r, w, f = D([x, t, points]), D([x_other, t, points_other]), D([stop_gradient(fake), t, points])
                discriminator.loss = self.told_apart(r, w, f, differs)
            generator.loss = bce(1, D([fake, t, points]))
        for _ in range(self.completions):
            known = ops.cast(self.draw(unit, x, (len(self.parts),)) < self.given, "float32")
            ζ = self.draw(self.prior, x, (self.completer.inputs[0].shape[-1],))
            with self.turn("completer") as completer:
                completed = C([ζ, t, points, known])
                with self.turn("judge") as judge:
                    judge.loss = bce(1, J([points, t])) + bce(0, J([stop_gradient(completed), t]))
                completer.loss = bce(1, J([completed, t]))
        for name, score in zip(self.monitors, (r, w, f), strict=True):
            self.track(name, mean(score))

    def products(self) -> dict[str, keras.Model]:
        return {name: self.served(name) for name in ("generator", "completer")}

    def completed(self, captions: Any, *, seed: int = 0, keypoints: Array | None = None) -> Array:
        """Key points for each caption, float32 [n, K, 3].

        Args:
            captions: n strings.
            seed: of what is drawn.
            keypoints: [n, K, 3], of which those that are seen stay as they are; none by default.
        """
        completer = self.served("completer")
        n = len(captions)
        points = np.zeros((n, len(self.parts), 3), "float32") if keypoints is None else np.asarray(keypoints, "float32")
        ζ = self.prior((n, completer.inputs[0].shape[-1]), (seed, 1))
        return by_chunks(completer, ζ, self.encode(captions, self.text_length), points, points[..., 2])

    def illustrate(self, captions: Any, *, seed: int = 0, keypoints: Any = None) -> Array:
        """An image for each caption, [n, H, W, C] in [-1, 1], with its parts at its key points [n, K, 3]; where those
        of the completer are by default."""
        return by_chunks(self.products()["generator"], *self.latents_for(captions, seed=seed, keypoints=keypoints))

    def latents_for(self, captions: Any, *, seed: int = 0, keypoints: Any = None) -> tuple[Any, ...]:
        points = self.completed(captions, seed=seed) if keypoints is None else np.asarray(keypoints, "float32")
        return *super().latents_for(captions, seed=seed), points

    def sample(
        self, n: int, *, seed: int = 0, inputs: Any = None, caption: str | None = None, keypoints: Places | None = None
    ) -> Any:
        """`n` rows of images [n, H, W, C] in [-1, 1], each over the caption that it illustrates, with its key points
        marked.

        Args:
            n: how many.
            seed: of the latents and of the completed points.
            inputs: not needed.
            caption: the text to illustrate; the game's own in turn by default.
            keypoints: (x, y) of parts by their names, shares of the sides; the completer finds the others.

        Raises:
            SuiteError: no such part, or a place that is not within the image.
        """
        captions = list(islice(cycle(self.captions if caption is None else [caption]), n))
        asked = np.repeat(self.points_of(keypoints or {})[None], n, axis=0)
        points = self.completed(captions, seed=seed, keypoints=asked)
        texts, places = np.repeat(captions, VERSIONS), np.repeat(points, VERSIONS, axis=0)
        images = spotted(self.illustrate(texts, seed=seed, keypoints=places), places)
        return with_captions(rows(images, VERSIONS), captions)

    def points_of(self, places: Places) -> Array:
        """Key points [K, 3] of which those named are seen.

        Raises:
            SuiteError: no such part, or a place that is not within the image.
        """
        points = np.zeros((len(self.parts), 3), "float32")
        for name, (x, y) in places.items():
            if name not in self.parts:
                raise SuiteError(f"There is no part {name!r}: give some of {', '.join(self.parts)}.")
            if not (0 <= x <= 1 and 0 <= y <= 1):
                raise SuiteError(f"{name} at {x:g},{y:g} is not within the image: give x and y as shares from 0 to 1.")
            points[self.parts.index(name)] = x, y, 1
        return points
