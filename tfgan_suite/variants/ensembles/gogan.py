"""GoGAN: GANs in a row, each better than the one before by a margin. Juefei-Xu et al. 2017"""

from typing import Any

import keras
from keras.ops import clip, mean, relu, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.optimizers import forget, rmsprop
from tfgan_suite.variants.bases.latent import LatentGAN


class GoGAN(LatentGAN):
    """Juefei-Xu et al. 2017, section 2, https://arxiv.org/abs/1704.04865

    Every stage is a Wasserstein game with a margin: the critic pays only for reals that are not scored above fakes by
    ε. From the second stage on it pays for ranks, too: reals are to be scored above fakes of the stage before, whose
    generator stands still, by 2ε, so that the present one has its place between the two. Each stage begins with the
    networks of the last and with new optimizers; `callbacks.Stages` leads through them. The paper's weights of the
    terms were not to be found: here all are 1, and reals are ranked with fakes of the same row. (Ranking the two kinds
    of fakes with one another instead drove the second stage away from the data.)

    Args:
        generator: z [B, latent_dim] -> example.
        critic: example -> score [B, 1].
        margin: ε, of scores.
        bound: of the critic's weights, without which a margin is no distance: they could grow until it is one.
        n_critic: critic steps, each on fresh data, for each of the generator.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Attributes:
        stage: how many generators there were before the present one.
    """

    players = {"critic": ("critic",), "generator": ("generator",)}
    frozen = ("previous",)
    monitors = ("gap", "rank")

    def __init__(
        self,
        generator: keras.Model,
        critic: keras.Model,
        *,
        margin: float = 0.1,
        bound: float = 0.01,
        n_critic: int = 5,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.critic = critic
        self.margin = margin
        self.bound = bound
        self.n_critic = n_critic
        self.previous = keras.models.clone_model(generator)
        self.previous.set_weights(generator.get_weights())

    @property
    def minibatches_per_step(self) -> int:
        return self.n_critic

    def train_step(self, batch: Any) -> None:
        G, D, G_before = self.in_training("generator", "critic", "previous")
        for x in self.deal(batch, self.n_critic):
            with self.turn("critic") as critic:
                r, f = D(x), D(stop_gradient(G(self.noise(x))))
                critic.loss = mean(relu(f + self.margin - r))
                if self.stage:
                    before = D(stop_gradient(G_before(self.noise(x))))
                    critic.loss += mean(relu(before + 2 * self.margin - r))
                    self.track("rank", mean(f) - mean(before))
            for weight in self.critic.trainable_variables:
                self.assign_state(weight, clip(weight, -self.bound, self.bound))
            self.track("gap", mean(r) - mean(f))
        with self.turn("generator") as generator:
            generator.loss = -mean(D(G(self.noise(x))))

    def on_stage_begin(self, stage: int) -> None:
        """What the generator is by now stands still beside it from here on."""
        self.previous.set_weights(self.generator.get_weights())
        for optimizer in self.optimizers.values():
            forget(optimizer)

    def ranks(self, x: Tensor, *, seed: int = 0) -> tuple[float, float, float]:
        """Mean scores of examples x, of as many fakes, and of as many of the stage before."""
        z = self.prior((len(x), self.latent_dim), (seed, 0))
        scored = (x, self.generator(z, training=False), self.previous(z, training=False))
        return tuple(float(mean(self.critic(each, training=False))) for each in scored)  # type: ignore[return-value]

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: rmsprop(5e-5, 0.99) for player in self.players}
