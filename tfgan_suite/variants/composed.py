from keras.ops import mean, repeat, stop_gradient

from tfgan_suite.losses import NonSaturating
from tfgan_suite.optimizers import adam
from tfgan_suite.regularizers import Evidence, refuse_batch_norm
from tfgan_suite.variants.latent import LatentGAN

PLAY, DISCRIMINATOR_ALONE = 0, 1


class ComposedGAN(LatentGAN):
    """One generator and one discriminator, composed of an objective, regularizers and an augmentation.

    The game of Goodfellow et al. 2014, Algorithm 1, https://arxiv.org/abs/1406.2661: `n_critic` steps of the
    discriminator, each on fresh data, then one of the generator with latents of its own. Which paper it plays is what
    it is composed of; `training/combinations.py` lists those that have a name.

    Args:
        generator: z [B, latent_dim] -> example, for instance an image [B, H, W, C] in [-1, 1].
        discriminator: example -> score [B, 1].
        objective: what either wants of the scores, see `losses`.
        regularizers: what the discriminator pays for beside it, see `regularizers`.
        augmentation: what the discriminator sees all images through, see `layers.DiffAugment`; or None.
        n_critic: k, steps of the discriminator for each of the generator.
        crowd: how many latents the generator draws for each example of a minibatch in its own step.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: a regularizer that batch normalization makes senseless, with a discriminator that has it.

    Attributes:
        stage: 0 plays; in 1 the generator waits (see `callbacks.HeadStart`).
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("real_score", "fake_score")

    def __init__(
        self,
        generator,
        discriminator,
        *,
        objective=None,
        regularizers=(),
        augmentation=None,
        n_critic=1,
        crowd=1,
        **kwargs,
    ):
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.objective = objective or NonSaturating()
        self.regularizers = list(regularizers)
        self.augmentation = augmentation
        self.n_critic = n_critic
        self.crowd = crowd
        for rule in self.regularizers:
            if reason := rule.refuses_batch_norm:
                refuse_batch_norm(discriminator, type(rule).__name__, reason)

    @property
    def hands(self):
        return self.n_critic

    def train_step(self, batch):
        G, D = self.in_training("generator", "discriminator")
        D = self.augmented(D)
        for x in self.deal(batch, self.n_critic):
            with self.turn("discriminator") as discriminator:
                fake = stop_gradient(G(self.noise(x)))
                seen = Evidence(D, x, fake, D(x), D(fake), self.draw)
                discriminator.loss = self.objective.judge(seen) + self.price(seen)
            self.after(seen)
        if self.stage == PLAY or not self.play.descends:
            with self.turn("generator") as generator:
                generator.loss = self.deception(D, x, G(self.noise(self.crowded(x))))

    def augmented(self, D):
        """The discriminator as it sees: through the augmentation, if there is one."""
        return D if self.augmentation is None else lambda images: D(self.augmentation(images, self.draw))

    def price(self, seen):
        """What the discriminator pays beside its objective."""
        return sum(regularizer(seen) for regularizer in self.regularizers)

    def after(self, seen):
        """Logs, rules and running means, once the discriminator has moved."""
        self.track("real_score", mean(seen.r))
        self.track("fake_score", mean(seen.f))
        for regularizer in self.regularizers:
            regularizer.after(self, seen)
        if self.augmentation is not None:
            self.augmentation.after(self, seen.r)

    def deception(self, D, x, fake):
        """What the generator descends."""
        return self.objective.deceive(D, x, fake)

    def crowded(self, x):
        """`crowd` times the examples, for whoever asks how many latents to draw."""
        return x if self.crowd == 1 else repeat(x, self.crowd, axis=0)

    def paper_optimizers(self):
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}
