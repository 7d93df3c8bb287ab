"""Fisher GAN: an integral probability metric with a constraint on second moments. Mroueh and Sercu 2017"""

from typing import Any

import keras
from keras.ops import mean, stop_gradient

from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class FisherGAN(LatentGAN):
    """Mroueh and Sercu 2017, Algorithm 1, https://arxiv.org/abs/1705.09675

    The critic's gap between reals and fakes counts in units of its own standard deviation: Ω = ½ E r² + ½ E f² is held
    at 1 by an augmented Lagrangian, whose multiplier λ follows by gradient steps of rate ρ and is state of the game.
    Departs from the authors' program in leaving out its weight decay.

    Args:
        generator: z [B, latent_dim] -> example.
        critic: example -> score [B, 1].
        n_critic: critic steps before each generator step.
        rho: ρ, weight of ½ (Ω - 1)² and the rate of λ; 1e-6 in the paper.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Attributes:
        lam: λ; starts at 0.
    """

    players = {"critic": ("critic",), "generator": ("generator",)}
    monitors = ("gap", "omega", "multiplier")

    def __init__(
        self, generator: keras.Model, critic: keras.Model, *, n_critic: int = 1, rho: float = 1e-6, **kwargs: Any
    ) -> None:
        super().__init__(generator, **kwargs)
        self.critic = critic
        self.n_critic = n_critic
        self.rho = rho
        self.lam = self.state("lam", 0.0)

    @property
    def minibatches_per_step(self) -> int:
        return self.n_critic

    def train_step(self, batch: Any) -> None:
        G, D = self.in_training("generator", "critic")
        for x in self.deal(batch, self.n_critic):
            with self.turn("critic") as critic:
                r, f = D(x), D(stop_gradient(G(self.noise(x))))
                gap = mean(r) - mean(f)
                Ω = self.all_reduce_mean(0.5 * mean(r**2) + 0.5 * mean(f**2))
                critic.loss = -(gap + self.lam * (1 - Ω) - 0.5 * self.rho * (Ω - 1) ** 2)
            self.assign_state(self.lam, self.lam - self.rho * (1 - Ω))
            for name, value in zip(self.monitors, (gap, Ω, self.lam), strict=True):
                self.track(name, value)
        with self.turn("generator") as generator:
            generator.loss = -mean(D(G(self.noise(x))))

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
