"""Captioned games: the generator makes images of latents and the embedding of a caption."""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import mean, softplus

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.kinds.captions import rows, with_captions
from tfgan_suite.losses import bce
from tfgan_suite.networks.text.embeddings import bag_of_words
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN

VERSIONS = 4


class CaptionedGAN(LatentGAN):
    """A game whose product maps (z [B, latent_dim], embedding [B, d]) to images [B, H, W, C] in [-1, 1].

    A batch is dealt into two minibatches: one to learn, one of other examples, whose images are the mismatched ones
    (GAN-CLS, Reed et al. 2016, https://arxiv.org/abs/1605.05396). A pair of the two that has the same text, or shares
    one of its `subjects`, matches after all.

    Args:
        generator: see the game.
        captions: strings that samples illustrate in turn.
        encode: (captions, d) -> embeddings float32 [n, d], as the training data have them.
        mismatch: share of mismatched images in what the discriminator must refuse; ½ is the paper's.
        subjects: whether batches hold a third part, int [B, s]: numbers of what captions describe, such as their class
            and their image. Captions that share one of them do not mismatch.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    told_fields: tuple[str, ...] = ("image", "embedding")

    def __init__(
        self,
        generator: keras.Model,
        *,
        captions: Any,
        encode: Callable[..., Array] = bag_of_words,
        mismatch: float = 0.5,
        subjects: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.captions = list(captions)
        self.encode = encode
        self.mismatch = mismatch
        self.subjects = subjects

    @property
    def batch_fields(self) -> tuple[str, ...]:  # type: ignore[override]  # the last is a choice
        return (*self.told_fields, "subjects") if self.subjects else self.told_fields

    @property
    def minibatches_per_step(self) -> int:
        return 2

    @property
    def text_length(self) -> int:
        """Length of embeddings."""
        return self.generator.inputs[1].shape[-1]

    def beside_others(self, batch: Any) -> tuple[Any, Any, Tensor]:
        """(what is told of one minibatch, what of another, whether their texts mismatch, float [B, 1])."""
        count = len(self.told_fields)
        (first, second) = self.deal(batch, 2)
        text = self.told_fields.index("embedding")
        differs = ops.any(first[text] != second[text], -1, keepdims=True)
        for subjects, others in zip(first[count:], second[count:], strict=True):
            differs &= ops.all(subjects != others, -1, keepdims=True)
        return first[:count], second[:count], ops.cast(differs, "float32")

    def told_apart(self, r: Tensor, w: Tensor, f: Tensor, differs: Tensor) -> Tensor:
        """The discriminator's loss: matching images are real; mismatched ones and fakes are not, in their shares.

        Args:
            r, w, f: logits [B, 1] of matching images, of mismatched ones and of fakes.
            differs: see `beside_others`.
        """
        wrong = mean(differs * softplus(w))
        return bce(1, r) + self.mismatch * wrong + (1 - self.mismatch) * bce(0, f)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def illustrate(self, captions: Any, *, seed: int = 0) -> Array:
        """An image for each caption, [n, H, W, C] in [-1, 1]."""
        return by_chunks(self.products()["generator"], *self.latents_for(captions, seed=seed))

    def latents_for(self, captions: Any, *, seed: int = 0) -> tuple[Any, ...]:
        """What the generator makes an image for each caption of: latents, and the captions as vectors."""
        (z,) = super().latents(len(captions), seed=seed)
        return z, self.encode(captions, self.text_length)

    def latents(self, n: int, *, seed: int = 0) -> tuple[Any, ...]:
        return self.latents_for(list(islice(cycle(self.captions), n)), seed=seed)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, caption: str | None = None) -> Any:
        """`n` rows of images [n, H, W, C] in [-1, 1], each over the caption that it illustrates."""
        captions = list(islice(cycle(self.captions if caption is None else [caption]), n))
        return with_captions(rows(self.illustrate(np.repeat(captions, VERSIONS), seed=seed), VERSIONS), captions)
