"""WGAN-GP on text: a critic of soft sequences, through which gradients pass. Gulrajani et al. 2017"""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.kinds import Tokens
from tfgan_suite.kinds.melodies import kind_of_tokens
from tfgan_suite.kinds.tokens import in_writing
from tfgan_suite.networks.sequences.soft import likeliest
from tfgan_suite.variants.objectives.wgan_gp import WGANGP


class TextWGANGP(WGANGP):
    """Gulrajani et al. 2017, section 5.3 ("Modeling discrete data with a continuous generator") and Algorithm 1,
    https://arxiv.org/abs/1704.00028

    The generator gives a distribution over the vocabulary at each place; the critic compares these with real sequences
    as one-hot vectors. The penalty is on the segments between the two. A sample is the likeliest token of each place.

    Args:
        generator: z [B, latent_dim] -> distributions [B, T, V], see `networks.soft_generator`.
        critic: distributions -> score [B, 1]; without layers that would couple the penalty's examples.
        vocabulary: what each token is in writing; samples of notes are melodies.
        n_critic, lam, prior, seed, name: see `WGANGP`; the authors' program has ten critic steps here.
    """

    batch_fields = ("tokens",)
    yields = Tokens()
    monitors = ("gap", "sureness")

    def __init__(
        self, generator: keras.Model, critic: keras.Model, *, vocabulary: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(generator, critic, **kwargs)
        self.vocabulary = list(vocabulary)
        self.yields = kind_of_tokens(vocabulary)

    def train_step(self, tokens: Tensor) -> None:
        super().train_step(ops.one_hot(tokens, len(self.vocabulary)))
        (G,) = self.in_training("generator")
        self.track("sureness", ops.mean(ops.max(G(self.noise(tokens[:: self.n_critic])), axis=-1)))

    def products(self) -> dict[str, keras.Model]:
        """The generator, z -> tokens, and the distributions that it takes them of."""
        soft = self.served("generator")
        return {"generator": likeliest(soft), "distributions": soft}

    def tokens(self, n: int, *, seed: int = 0) -> Array:
        """`n` sequences, int32 [n, T]; the same for the same seed."""
        return np.argmax(self.generate(*self.latents(n, seed=seed)), axis=-1).astype("int32")

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` sequences in writing: characters in a row, longer words with blanks between them."""
        return in_writing(self.tokens(n, seed=seed), self.vocabulary)
