"""Scorer: a discriminator as whoever wants nothing but its scores may call it."""

from collections.abc import Callable
from dataclasses import dataclass

from tfgan_suite.aliases import Tensor


@dataclass(frozen=True)
class Scorer:
    """Examples [B, ...] -> scores, whatever else the network says and is told.

    Attributes:
        outputs: examples -> scores, or (scores, what an auxiliary head reads).
    """

    outputs: Callable

    def __call__(self, examples: Tensor) -> Tensor:
        return self.read(examples)[0]

    def read(self, examples: Tensor) -> tuple[Tensor, Tensor | None]:
        """(scores, what an auxiliary head reads in the same pass or None)."""
        outputs = self.outputs(examples)
        return tuple(outputs) if isinstance(outputs, list | tuple) else (outputs, None)
