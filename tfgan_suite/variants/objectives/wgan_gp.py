"""WGAN-GP: Wasserstein GAN with a gradient penalty. Gulrajani et al. 2017"""

from typing import Any

import keras
from keras.ops import mean

from tfgan_suite.core.latents import unit
from tfgan_suite.layers import GradientPenalty
from tfgan_suite.optimizers import adam
from tfgan_suite.regularizers import COUPLED
from tfgan_suite.variants.bases.latent import LatentGAN


class WGANGP(LatentGAN):
    """Gulrajani et al. 2017, Algorithm 1, https://arxiv.org/abs/1704.00028

    One training step takes a batch of `n_critic` minibatches, so that each critic step sees fresh data.

    Args:
        generator: z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].
        critic: image -> score [B, 1]; without layers that would couple the penalty's examples.
        n_critic: critic steps before each generator step.
        lam: λ, the weight of the penalty; `gan.penalty.weight` is the variable that a schedule may change.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: a critic with batch normalization or minibatch discrimination.
    """

    players = {"critic": ("critic",), "generator": ("generator",)}
    monitors: tuple[str, ...] = ("gap",)

    def __init__(
        self, generator: keras.Model, critic: keras.Model, *, n_critic: int = 5, lam: float = 10.0, **kwargs: Any
    ) -> None:
        super().__init__(generator, **kwargs)
        for refusal in COUPLED:
            refusal.check(critic, "A gradient penalty")
        self.critic = critic
        self.n_critic = n_critic
        self.penalty = GradientPenalty(lam)

    @property
    def minibatches_per_step(self) -> int:
        return self.n_critic

    @property
    def lam(self) -> Any:
        return self.penalty.weight

    def train_step(self, batch: Any) -> None:
        G, D = self.in_training("generator", "critic")
        for x in self.deal(batch, self.n_critic):
            with self.turn("critic") as critic:
                fake, ε = G(self.noise(x)), self.draw(unit, x, (1,))
                gap = mean(D(x)) - mean(D(fake))
                critic.loss = -gap + self.penalty(D, x, fake, ε, training=self.context.descends)
            self.track("gap", gap)
        with self.turn("generator") as generator:
            generator.loss = -mean(D(G(self.noise(x))))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.5, 0.9) for player in self.players}
