"""MAD-GAN: several generators, one discriminator that names them. Ghosh et al. 2017"""

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.losses import cross_entropy, similarity_hinge
from tfgan_suite.networks import one_of
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class MADGAN(LatentGAN):
    """Ghosh et al. 2017, section 3, https://arxiv.org/abs/1704.02906

    N generators against one discriminator that names the source of an example: it can only tell generators apart when
    they make different things, and so drives them to different modes. Every class counts alike: the real data and each
    generator bring one mean each. All generators get the same latents, and both players move on the same fakes; the
    generators minimise -log p_real, the non-saturating form. With `sim` > 0 they are also penalized for similar
    samples, as in the paper's MAD-GAN-Sim; the features that are compared are here the examples themselves.

    Args:
        generator: z [B, latent_dim] -> examples [B, N, ...], one of each, such as `networks.image_generators`.
        discriminator: example -> logits [B, N + 1], the last for real; such as `networks.source_discriminator`.
        sim: weight of the hinge on the similarity of generators to one another.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}

    def __init__(self, generator: keras.Model, discriminator: keras.Model, *, sim: float = 0.0, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.sim = sim

    @property
    def count(self) -> int:
        """N, the number of generators."""
        return self.generator.output_shape[1]

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        N = self.count
        with self.turn("generator") as generator:
            fakes = G(self.noise(x))
            fake, source = self.by_source(fakes)
            with self.turn("discriminator") as discriminator:
                told_apart = N * cross_entropy(source, D(ops.stop_gradient(fake)))
                discriminator.loss = self.not_real(D(x)) + told_apart
            scores = D(fake)
            generator.loss = N * self.not_real(scores)
            if self.sim:
                generator.loss += self.sim * similarity_hinge(fakes, scores)

    def by_source(self, fakes: Tensor) -> tuple[Tensor, Tensor]:
        """Examples [B, N, ...] as [B N, ...], and which generator each is of, int32 [B N]."""
        source = ops.broadcast_to(ops.arange(self.count, dtype="int32"), ops.shape(fakes)[:2])
        return ops.reshape(fakes, (-1, *fakes.shape[2:])), ops.reshape(source, (-1,))

    def not_real(self, scores: Tensor) -> Tensor:
        """-log p_real, the mean over logits [B, N + 1]."""
        return cross_entropy(ops.full_like(scores[:, 0], self.count, dtype="int32"), scores)

    def products(self) -> dict[str, keras.Model]:
        return {"generator": one_of(self.served("generator"))}

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, index: int | None = None) -> Any:
        """`n` examples of one generator, or of all in turn; the same for the same seed."""
        return by_chunks(self.products()["generator"], *self.latents(n, seed=seed, index=index))

    def latents(self, n: int, *, seed: int = 0, index: int | None = None) -> tuple[Any, ...]:
        return (*super().latents(n, seed=seed), self.groups(n) if index is None else tf.fill([n], index))

    def groups(self, n: int) -> Array:
        """The generators that `sample` asks in turn."""
        return np.arange(n, dtype="int32") % self.count

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
