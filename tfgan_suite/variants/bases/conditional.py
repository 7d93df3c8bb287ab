"""Conditional games: the generator is given a label."""

from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.variants.bases.latent import LatentGAN


class ConditionalGAN(LatentGAN):
    """A game whose generator maps (z [B, latent_dim], label int32 [B]) to images [B, H, W, C] in [-1, 1].

    Args:
        generator: network (z, label) -> image.
        num_classes: labels are 0 ... num_classes - 1.
    """

    batch_fields = ("example", "label")

    def __init__(self, generator: keras.Model, *, num_classes: int, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.num_classes = num_classes

    def labels(self, like: Tensor) -> Tensor:
        """Labels for fakes, int32 [B], every class alike."""
        return self.draw(self._any_label, like)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, label: int | None = None) -> Any:
        """`n` images [n, H, W, C] in [-1, 1] of one class, or of all classes in turn."""
        return self.generate(*self.latents(n, seed=seed, label=label))

    def latents(self, n: int, *, seed: int = 0, label: int | None = None) -> tuple[Any, ...]:
        return (*super().latents(n, seed=seed), self.sample_labels(n, label))

    def sample_labels(self, n: int, label: int | None = None) -> Any:
        """The labels that `sample` gives its images, int32 [n]."""
        if label is not None and not 0 <= label < self.num_classes:
            raise SuiteError(f"There is no label {label}: this model knows 0 to {self.num_classes - 1}.")
        return tf.fill([n], label) if label is not None else tf.range(n) % self.num_classes

    def _any_label(self, shape, seed):
        return tf.random.stateless_uniform(shape, seed, 0, self.num_classes, tf.int32)
