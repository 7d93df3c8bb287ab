"""Sequence games: the generator is a policy that writes tokens."""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.gan import GAN
from tfgan_suite.core.latents import unit
from tfgan_suite.kinds import Tokens
from tfgan_suite.kinds.melodies import kind_of_tokens
from tfgan_suite.kinds.tokens import in_writing
from tfgan_suite.networks.sequences.policies import complete
from tfgan_suite.networks.sequences.writing import sequence_writer


class SequenceGAN(GAN):
    """A game whose generator is a policy over the tokens of a vocabulary; see `networks.policies`.

    Args:
        generator: (token int32 [B], h, c) -> (logits [B, V], h, c).
        vocabulary: what each token is in writing; samples of notes are melodies.
        length: T, tokens of a sequence.
    """

    batch_fields = ("tokens",)
    yields = Tokens()

    def __init__(self, generator: keras.Model, *, vocabulary: Sequence[str], length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.vocabulary = list(vocabulary)
        self.length = length
        self.yields = kind_of_tokens(vocabulary)

    def written(self, like: Tensor) -> Tensor:
        """Sequences int32 [B, T] of the generator, one for each example of `like`."""
        return complete(self.generator, self.draw(unit, like, (self.length,)))

    def products(self) -> dict[str, keras.Model]:
        return {"generator": sequence_writer(self.served("generator"), self.length)}

    def tokens(self, n: int, *, seed: int = 0, temperature: float = 1.0) -> Array:
        """`n` sequences, int32 [n, T]; the same for the same seed."""
        seeds, heat = self.latents(n, seed=seed, temperature=temperature)
        return self.products()["generator"].predict([seeds, heat], batch_size=512, verbose=0)

    def latents(self, n: int, *, seed: int = 0, temperature: float = 1.0) -> tuple[Array, Array]:
        seeds = np.random.default_rng(seed).integers(2**31 - 1, size=n, dtype="int32")
        return seeds, np.full((n, 1), temperature, "float32")

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, temperature: float = 1.0) -> Any:
        """`n` sequences in writing: characters in a row, longer words with blanks between them."""
        return in_writing(self.tokens(n, seed=seed, temperature=temperature), self.vocabulary)
