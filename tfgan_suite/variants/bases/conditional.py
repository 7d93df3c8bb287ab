"""Conditional games: the generator is given a label."""

from collections.abc import Sequence
from typing import Any

import keras

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.conditions import Label
from tfgan_suite.variants.bases.latent import LatentGAN


class ConditionalGAN(LatentGAN):
    """A game whose generator maps (z [B, latent_dim], label int32 [B]) to images [B, H, W, C] in [-1, 1].

    Args:
        generator: network (z, label) -> image.
        num_classes: labels are 0 ... num_classes - 1.
        frequencies: of the classes in training, which the labels of fakes and samples follow; every class alike by
            default. `conditions.frequencies_of` counts them.
    """

    batch_fields = ("example", "label")

    def __init__(
        self, generator: keras.Model, *, num_classes: int, frequencies: Sequence[float] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(generator, **kwargs)
        self.condition = Label(num_classes, frequencies)

    @property
    def num_classes(self) -> int:
        return self.condition.num_classes

    @property
    def frequencies(self) -> tuple[float, ...]:
        return self.condition.frequencies

    def labels(self, like: Tensor) -> Tensor:
        """Labels for fakes, int32 [B], as frequent as in training."""
        return self.condition.drawn(self, like, None)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, label: int | None = None) -> Any:
        """`n` images [n, H, W, C] in [-1, 1] of one class, or of all classes in turn, each as often as in training."""
        return self.generate(*self.latents(n, seed=seed, label=label))

    def latents(self, n: int, *, seed: int = 0, label: int | None = None, told: Any = None) -> tuple[Any, ...]:
        return (*super().latents(n, seed=seed), *self.condition.samples(n, told, label))

    def told(self, examples: Any, n: int) -> Array:
        return examples[self.condition.field][:n]

    def sample_labels(self, n: int) -> Array:
        """The labels that `sample` gives its images, int32 [n]: all in turn, each as often as in training."""
        return self.condition.labels(n)
