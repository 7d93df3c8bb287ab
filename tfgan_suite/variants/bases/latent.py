"""Latent games: the generator makes examples of latents alone."""

from typing import Any

import keras

from tfgan_suite.aliases import Array, Draw, Tensor
from tfgan_suite.core import latents
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds import kind_of

CHUNK = 256


class LatentGAN(GAN):
    """A game whose generator maps latents z [B, latent_dim] to images [B, H, W, C] in [-1, 1].

    Samples are of the kind that the generator's output is named after, such as "point"; of the class's own otherwise.

    Args:
        generator: network z -> image; its first input gives the latent dimension.
        prior: `latents.normal`, `latents.uniform` or any registered function `(shape, seed) -> latents`.
    """

    batch_fields: tuple[str, ...] | None = ("example",)

    def __init__(self, generator: keras.Model, *, prior: Draw = latents.normal, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.prior = prior
        (name, *_) = getattr(generator, "output_names", [generator.layers[-1].name])  # which Sequential has not
        self.yields = kind_of(name, self.yields)

    @property
    def latent_dim(self) -> int:
        return self.generator.inputs[0].shape[-1]

    def noise(self, like: Tensor) -> Tensor:
        """Latents from the prior, one for each example of `like`."""
        return self.draw(self.prior, like, (self.latent_dim,))

    def products(self) -> dict[str, keras.Model]:
        return {"generator": self.served("generator")}

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` images [n, H, W, C] in [-1, 1]; the same for the same seed."""
        return self.finished(self.generate(*self.latents(n, seed=seed)))

    def latents(self, n: int, *, seed: int = 0) -> tuple[Any, ...]:
        return (self.prior((n, self.latent_dim), (seed, 0)),)

    def sample_labels(self, n: int) -> Any:
        """The labels that `sample` gives its images: none in an unconditional game."""
        return

    def generate(self, *inputs: Any) -> Array:
        """The served generator on NumPy arrays or tensors of any length, chunk by chunk."""
        return by_chunks(self.served("generator"), *inputs, size=CHUNK)
