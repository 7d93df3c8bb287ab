"""Scorer: a discriminator as whoever wants nothing but its scores may call it."""

from collections.abc import Callable
from dataclasses import dataclass

from tfgan_suite.aliases import Tensor


@dataclass(frozen=True)
class Scorer:
    """Examples [B, ...] -> scores, whatever else the network says and is told.

    Attributes:
        outputs: examples as they are shown -> scores, or scores and what auxiliary heads read.
        augment: what examples are shown through; None for nothing.
    """

    outputs: Callable
    augment: Callable | None = None

    def __call__(self, examples: Tensor) -> Tensor:
        return self.read(examples)[0]

    def shown(self, examples: Tensor) -> Tensor:
        """The examples as the discriminator sees them; an augmentation draws anew at each call."""
        return examples if self.augment is None else self.augment(examples)

    def bare(self) -> "Scorer":
        """The discriminator without augmentation, for examples that were shown already."""
        return Scorer(self.outputs)

    def read(self, examples: Tensor) -> tuple[Tensor, Tensor | None]:
        """(scores, what an auxiliary head reads in the same pass or None; a tuple of what several do)."""
        outputs = self.outputs(self.shown(examples))
        if not isinstance(outputs, list | tuple):
            return outputs, None
        scores, *reading = outputs
        return scores, reading[0] if len(reading) == 1 else tuple(reading)
