"""GAN-INT-CLS: images from captions. Reed et al. 2016"""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import mean, softplus, stop_gradient

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.kinds.captions import rows, with_captions
from tfgan_suite.losses import bce
from tfgan_suite.networks.text.embeddings import bag_of_words
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN

VERSIONS = 4


class TextToImage(LatentGAN):
    """Reed et al. 2016, Algorithm 1 (GAN-CLS) and equation 5 (GAN-INT), https://arxiv.org/abs/1605.05396

    The discriminator sees real images with their own text, real images with the text of others, and fakes. A batch is
    dealt into two minibatches: one to learn, one of other examples, whose images are the mismatched ones and whose
    texts are the other ends of the interpolation (β = ½). A pair of the two minibatches that has the same text, or
    shares one of its `subjects`, matches after all, so it is left out. Departs from the paper: the embedding is a fixed
    function of the caption instead of a recurrent network trained beforehand, and both players' terms are computed on
    the same fakes.

    Args:
        generator: (z [B, latent_dim], embedding [B, d]) -> image [B, H, W, C] in [-1, 1].
        discriminator: (image, embedding) -> logit [B, 1].
        captions: strings that samples illustrate in turn.
        encode: (captions, d) -> embeddings float32 [n, d], as the training data have them.
        mismatch: share of mismatched images in what the discriminator must refuse; ½ is the paper's.
        interpolation: weight of the generator's term on texts between two captions; 0 is GAN-CLS without INT.
        subjects: whether batches hold a third part, int [B, s]: numbers of what captions describe, such as their class
            and their image. Captions that share one of them do not mismatch.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("score/matched", "score/mismatched", "score/fake")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        captions: Any,
        encode: Callable[..., Array] = bag_of_words,
        mismatch: float = 0.5,
        interpolation: float = 1.0,
        subjects: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.captions = list(captions)
        self.encode = encode
        self.mismatch = mismatch
        self.interpolation = interpolation
        self.subjects = subjects

    @property
    def batch_fields(self) -> tuple[str, ...]:  # type: ignore[override]  # the third is a choice
        return ("image", "embedding", "subjects") if self.subjects else ("image", "embedding")

    @property
    def minibatches_per_step(self) -> int:
        return 2

    def train_step(self, batch: Any) -> None:
        (x, t, *s), (x_other, t_other, *s_other) = self.deal(batch, 2)
        differs = ops.any(t != t_other, -1, keepdims=True)
        for subjects, others in zip(s, s_other, strict=True):
            differs &= ops.all(subjects != others, -1, keepdims=True)
        differs = ops.cast(differs, "float32")
        between = (t + t_other) / 2
        G, D = self.in_training("generator", "discriminator")
        with self.turn("generator") as generator:
            fake, bridge = G([self.noise(x), t]), G([self.noise(x), between])
            with self.turn("discriminator") as discriminator:
                r, w, f = D([x, t]), D([x_other, t]), D([stop_gradient(fake), t])
                wrong = mean(differs * softplus(w))
                discriminator.loss = bce(1, r) + self.mismatch * wrong + (1 - self.mismatch) * bce(0, f)
            generator.loss = bce(1, D([fake, t])) + self.interpolation * bce(1, D([bridge, between]))
        for name, score in zip(self.monitors, (r, w, f), strict=True):
            self.track(name, mean(score))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def illustrate(self, captions: Any, *, seed: int = 0) -> Array:
        """An image for each caption, [n, H, W, C] in [-1, 1]."""
        return by_chunks(self.served("generator"), *self.latents_for(captions, seed=seed))

    def latents_for(self, captions: Any, *, seed: int = 0) -> tuple[Any, ...]:
        """What the generator makes an image for each caption of: latents, and the captions as vectors."""
        (z,) = super().latents(len(captions), seed=seed)
        return z, self.encode(captions, self.generator.inputs[1].shape[-1])

    def latents(self, n: int, *, seed: int = 0) -> tuple[Any, ...]:
        return self.latents_for(list(islice(cycle(self.captions), n)), seed=seed)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, caption: str | None = None) -> Any:
        """`n` rows of images [n, H, W, C] in [-1, 1], each over the caption that it illustrates."""
        captions = list(islice(cycle(self.captions if caption is None else [caption]), n))
        return with_captions(rows(self.illustrate(np.repeat(captions, VERSIONS), seed=seed), VERSIONS), captions)
