from keras import ops
from keras.ops import mean

from tfgan_suite.errors import SuiteError
from tfgan_suite.latents import unit
from tfgan_suite.layers import GradientPenalty
from tfgan_suite.networks.doubling import doubled
from tfgan_suite.networks.growing import critic_at, fade_up, faded, generator_at, halved
from tfgan_suite.optimizers import adam, forget
from tfgan_suite.variants.latent import LatentGAN


class ProGAN(LatentGAN):
    """Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 2 and appendix A; WGAN-GP with a drift term.

    Stage 0 trains the coarsest level, stage 2k - 1 fades level k in and stage 2k trains it; `callbacks.Stages` leads
    from one to the next, and the optimizers forget what they know at the beginning of each fade. Departs from the paper
    in the batch size, which is the same at all levels, and in the learning rate of its largest ones.

    Args:
        generator: z [B, latent_dim] -> images of all levels, see `networks.growing_generator`.
        critic: (images of all levels, alpha) -> scores, see `networks.growing_critic`.
        boundaries: training steps at which stages 1, 2, ... begin, two for each level above the coarsest.
        lam: λ, the weight of the gradient penalty.
        drift: weight of E D(x)², which keeps scores near 0.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    players = {"critic": ("critic",), "generator": ("generator",)}
    monitors = ("gap",)

    def __init__(self, generator, critic, *, boundaries, lam=10.0, drift=0.001, **kwargs):
        super().__init__(generator, **kwargs)
        if len(boundaries) != 2 * self.top:
            raise SuiteError(
                f"{len(boundaries)} boundaries do not fit: give two for each of {self.top} levels to grow."
            )
        self.critic = critic
        self.boundaries = tuple(boundaries)
        self.penalty = GradientPenalty(lam)
        self.drift = drift

    @property
    def lam(self):
        return self.penalty.weight

    @property
    def top(self):
        """The finest level; the coarsest is 0."""
        return len(self.generator.outputs) - 1

    @property
    def level(self):
        """The level that is being faded in or trained."""
        return (self.stage + 1) // 2

    @property
    def alpha(self):
        """How far the present level is faded in, a scalar that follows from the training step."""
        if self.stage % 2 == 0:
            return ops.ones(())
        start, end = self.boundaries[self.stage - 1 : self.stage + 1]
        return ops.clip((ops.cast(self.steps, "float32") - start) / (end - start), 0.0, 1.0)

    def train_step(self, images):
        G, D = self.at_level(self.alpha)
        x = self.seen(images, self.alpha)
        with self.turn("critic") as critic:
            fake, ε = G(self.noise(x)), self.draw(unit, x, (1,))
            r, f = D(x), D(fake)
            critic.loss = mean(f) - mean(r) + self.penalty(D, x, fake, ε) + self.drift * mean(r**2)
        self.track("gap", mean(r) - mean(f))
        with self.turn("generator") as generator:
            generator.loss = -mean(D(G(self.noise(x))))

    def at_level(self, α):
        """G: z -> image and D: image -> score of the present level."""
        G, D = generator_at(self.generator, self.level), critic_at(self.critic, self.level)
        if not self.level:
            return G, D
        return lambda z: fade_up(G(z), α), lambda x: D([x, ops.broadcast_to(α, ops.shape(x)[:1])])

    def seen(self, images, α):
        """Real images as the present level shows them: brought down to it, and faded in as the fakes are."""
        for _ in range(self.top - self.level):
            images = halved(images)
        return fade_up([halved(images), images], α) if self.level else images

    def weights_in_play(self, player):
        view = generator_at if player == "generator" else critic_at
        return view(getattr(self, player), self.level).trainable_weights

    def enter(self, stage):
        if stage % 2:
            for optimizer in self.optimizers.values():
                forget(optimizer)

    def served(self, name):
        return faded(super().served(name), self.level, float(self.alpha))

    def sample(self, n, *, seed=0, inputs=None):
        """`n` images [n, H, W, C], always of the finest size; the same for the same seed."""
        images = super().sample(n, seed=seed)
        for _ in range(self.top - self.level):
            images = doubled(images)
        return ops.convert_to_numpy(images)

    def paper_optimizers(self):
        return {player: adam(1e-3, 0.0, 0.99) for player in self.players}
