"""ProGAN: progressive growing with WGAN-GP. Karras et al. 2018"""

from collections.abc import Sequence
from typing import Any

import keras
from keras.ops import mean

from tfgan_suite.core.latents import unit
from tfgan_suite.layers import GradientPenalty
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.growing import GrowingGAN
from tfgan_suite.variants.bases.latent import LatentGAN


class ProGAN(GrowingGAN, LatentGAN):
    """Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 2 and appendix A; WGAN-GP with a drift term.

    `GrowingGAN` holds the schedule of growth. Departs from the paper in the batch size, which is the same at all
    levels, and in the learning rate of its largest ones.

    Args:
        generator: z [B, latent_dim] -> images of all levels, see `networks.growing_generator`.
        critic: (images of all levels, alpha) -> scores, see `networks.growing_critic`.
        boundaries: training steps at which stages 1, 2, ... begin, two for each level above the coarsest.
        lam: λ, the weight of the gradient penalty.
        drift: weight of E D(x)², which keeps scores near 0.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: boundaries that do not fit the levels.
    """

    players = {"critic": ("critic",), "generator": ("generator",)}
    monitors = ("gap",)

    def __init__(
        self,
        generator: keras.Model,
        critic: keras.Model,
        *,
        boundaries: Sequence[int],
        lam: float = 10.0,
        drift: float = 0.001,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.critic = critic
        self.penalty = GradientPenalty(lam)
        self.drift = drift
        self.grow(boundaries)

    @property
    def lam(self) -> Any:
        return self.penalty.weight

    def train_step(self, images: Any) -> None:
        G, D = self.at_level(self.alpha)
        x = self.real_at_level(images, self.alpha)
        with self.turn("critic") as critic:
            fake, ε = G(self.noise(x)), self.draw(unit, x, (1,))
            r, f = D(x), D(fake)
            critic.loss = (
                mean(f)
                - mean(r)
                + self.penalty(D, x, fake, ε, training=self.context.descends)
                + self.drift * mean(r**2)
            )
        self.track("gap", mean(r) - mean(f))
        with self.turn("generator") as generator:
            generator.loss = -mean(D(G(self.noise(x))))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-3, 0.0, 0.99) for player in self.players}
