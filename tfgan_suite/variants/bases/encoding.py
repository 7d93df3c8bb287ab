"""Encoder games: an encoder maps examples back to latents."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.precision import answer
from tfgan_suite.kinds.panels import beside
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class EncodingGAN(LatentGAN):
    """A game whose encoder maps examples to latents, of which the generator rebuilds them.

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].
        encoder: image -> code [B, latent_dim], such as `networks.encoder`.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    needs_inputs = True

    def __init__(self, generator: keras.Model, encoder: keras.Model, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.encoder = encoder

    def rebuilt(self, E: Callable[..., Tensor], x: Tensor) -> Tensor:
        """G(E(x)) [B, ...] by the running statistics of the prior's batches, which the generator is sampled with.

        Codes lie elsewhere than latents. Normalized by their own statistics they would also enter the running ones, a
        mixture that then suits neither kind.
        """
        return answer(self.generator, E(x), training=False)

    def products(self) -> dict[str, keras.Model]:
        return {"generator": self.served("generator"), "encoder": self.encoder}

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Held-out examples and their reconstructions [n, H, 2 W, C]; without inputs, samples of the prior."""
        if inputs is None or np.ndim(inputs) == 2:
            return super().sample(n, seed=seed)
        images = np.asarray(inputs)[:n]
        return beside(images, self.rebuild(images))

    def rebuild(self, examples: Array) -> Array:
        """G(E(x)) of NumPy examples [n, ...]."""
        return self.generate(by_chunks(self.encoder, examples))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.5, 0.999) for player in self.players}
