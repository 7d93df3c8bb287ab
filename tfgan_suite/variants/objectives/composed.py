"""Composed GAN: any objective, regularizers and augmentation in the game of Goodfellow et al. 2014"""

import functools
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

import keras
from keras.ops import mean, repeat, stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.conditions import Condition, Scorer, Unconditional
from tfgan_suite.core.latents import normal, truncated
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers.augmentation import Augmentation
from tfgan_suite.losses import NonSaturating, Wasserstein
from tfgan_suite.losses.adversarial import Objective
from tfgan_suite.optimizers import adam, rmsprop
from tfgan_suite.regularizers import DiscriminatorInputs, GeneratorInputs, InterpolatedGradientPenalty
from tfgan_suite.regularizers.regularizer import Regularizer
from tfgan_suite.variants.bases.latent import LatentGAN


class Stage(IntEnum):
    """Who moves in a step of a composed game."""

    BOTH_PLAYERS = 0
    DISCRIMINATOR_ALONE = 1


class ComposedGAN(LatentGAN):
    """One generator and one discriminator, composed of an objective, regularizers, an augmentation and a condition.

    The game of Goodfellow et al. 2014, Algorithm 1, https://arxiv.org/abs/1406.2661: `n_critic` steps of the
    discriminator, each on fresh data, then one of the generator with latents of its own. Which paper's system it is
    follows from its parts; `training/recipes/objectives/combinations.py` lists those that have a name.

    Args:
        generator: z [B, latent_dim] -> example, for instance an image [B, H, W, C] in [-1, 1]; (z, condition) ->
            example where there is one.
        discriminator: example -> score [B, 1]; (example, condition) -> score where it is told one, or example ->
            (score, reading) where it reads one.
        objective: the losses of both players as functions of scores, see `losses`.
        regularizers: further terms of the discriminator's loss and rules for its weights, see `regularizers`.
        generator_regularizers: further terms of the generator's loss.
        augmentation: transformation of all images before the discriminator, see `layers.DiffAugment`; or None.
        condition: what both are told of an example, see `conditions`; a batch is then (examples, their conditions).
            None for nothing.
        n_critic: k, steps of the discriminator for each of the generator.
        fakes_per_real: how many latents the generator draws for each example of a minibatch in its own step.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: a regularizer and a discriminator whose layers it makes no sense with.

    Attributes:
        stage: a `Stage`; the generator waits where the discriminator moves alone (see `callbacks.HeadStart`).
    """

    renamed = {"crowd": "fakes_per_real"}
    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("real_score", "fake_score")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        objective: Objective | None = None,
        regularizers: Sequence[Regularizer] = (),
        generator_regularizers: Sequence[Regularizer] = (),
        augmentation: Augmentation | None = None,
        condition: Condition | None = None,
        n_critic: int = 1,
        fakes_per_real: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.objective = objective or NonSaturating()
        self.regularizers = list(regularizers)
        self.generator_regularizers = list(generator_regularizers)
        self.augmentation = augmentation
        self.condition = condition or Unconditional()
        self.n_critic = n_critic
        self.fakes_per_real = fakes_per_real
        for rule in self.regularizers:
            for refusal in rule.refuses:
                refusal.check(discriminator, type(rule).__name__)

    @property
    def batch_fields(self) -> tuple[str, ...]:  # type: ignore[override]  # its condition says
        """The example, and beside it what a condition tells of it."""
        if not self.condition.size:
            return ("example",)
        return ("example", "label" if self.condition.num_classes else "condition")

    @property
    def minibatches_per_step(self) -> int:
        return self.n_critic

    def train_step(self, batch: Any) -> None:
        G, D = self.in_training("generator", "discriminator")
        for x, y in map(self.condition.split, self.deal(batch, self.n_critic)):
            with self.turn("discriminator") as discriminator:
                inputs = self.discriminator_inputs(G, D, x, y)
                discriminator.loss = self.objective.discriminator_loss(inputs) + self.penalty(inputs)
            self.after(inputs)
        if self.stage == Stage.BOTH_PLAYERS or not self.context.descends:
            with self.turn("generator") as generator:
                inputs = self.generator_inputs(G, D, x, y)
                generator.loss = self.generator_loss(inputs) + self.generator_penalty(inputs)
            for regularizer in self.generator_regularizers:
                regularizer.after(self, inputs)

    def discriminator_inputs(self, G: Callable, D: Callable, x: Tensor, y: Any) -> DiscriminatorInputs:
        """What the discriminator sees: examples x of conditions y, and as many fakes of conditions of their own."""
        c = self.condition.drawn(self, x, y)
        fake = stop_gradient(self.condition.to_generator(G, c)(self.noise(x)))
        return DiscriminatorInputs.seen(self.seen(D, y), x, y, self.seen(D, c), fake, c, self.draw)

    def generator_inputs(self, G: Callable, D: Callable, x: Tensor, y: Any) -> GeneratorInputs:
        """What the generator's turn is about: new fakes, of new conditions."""
        like = self.per_real(x)
        c, z = self.condition.drawn(self, like, y), self.noise(like)
        G = self.condition.to_generator(G, c)
        told = {"D": self.seen(D, c), "D_real": self.seen(D, y), "x": x, "y": y, "c": c}
        return GeneratorInputs(G, z, G(z), **told, draw=self.draw, noise=self.noise, network=self.generator)

    def seen(self, D: Callable, c: Any) -> Scorer:
        """The discriminator as it sees examples of conditions c: through the augmentation, if there is one."""
        augment = self.augmentation and functools.partial(self.augmentation, draw=self.draw)
        return Scorer(self.condition.to_discriminator(D, c), augment)

    def penalty(self, inputs: DiscriminatorInputs) -> Tensor:
        """The discriminator's loss beside its objective: its regularizers, and what an auxiliary classifier costs."""
        return sum(regularizer(inputs) for regularizer in self.regularizers) + self.condition.discriminator_loss(inputs)

    def generator_penalty(self, inputs: GeneratorInputs) -> Tensor:
        """The generator's loss beside its objective."""
        terms = [regularizer(inputs) for regularizer in self.generator_regularizers]
        return sum(terms) + self.condition.generator_loss(inputs)

    def after(self, inputs: DiscriminatorInputs) -> None:
        """Logs, rules and running means, once the discriminator has moved."""
        self.track("real_score", mean(inputs.r))
        self.track("fake_score", mean(inputs.f))
        for regularizer in self.regularizers:
            regularizer.after(self, inputs)
        if self.augmentation is not None:
            self.augmentation.after(self, inputs.r)

    def generator_loss(self, inputs: GeneratorInputs) -> Tensor:
        """What the generator wants."""
        return self.objective.generator_loss(inputs)

    def per_real(self, x: Tensor) -> Tensor:
        """`fakes_per_real` times the examples, from which follows how many latents are drawn."""
        return x if self.fakes_per_real == 1 else repeat(x, self.fakes_per_real, axis=0)

    @property
    def num_classes(self) -> int | None:
        """How many labels the generator knows; None where it is told none."""
        return self.condition.num_classes

    def sample(
        self,
        n: int,
        *,
        seed: int = 0,
        inputs: Any = None,
        label: int | None = None,
        told: Any = None,
        truncation: float | None = None,
    ) -> Any:
        """`n` examples, images [n, H, W, C] in [-1, 1]; the same for the same seed.

        Args:
            n: how many.
            seed: of the latents.
            inputs: not needed.
            label: the class to draw, for a game that is told labels; by default all conditions in turn, labels as often
                as in training.
            told: a condition for each example, [n, ...], instead of all in turn.
            truncation: bound of normal latents, see `latents.truncated`; by default there is none.

        Raises:
            SuiteError: a label or a truncation that the game does not know.
        """
        return self.generate(*self.latents(n, seed=seed, label=label, told=told, truncation=truncation))

    def latents(
        self,
        n: int,
        *,
        seed: int = 0,
        label: int | None = None,
        told: Any = None,
        truncation: float | None = None,
    ) -> tuple[Any, ...]:
        if truncation is None:
            z = super().latents(n, seed=seed)
        elif truncation <= 0 or self.prior is not normal:
            raise SuiteError("Normal latents are truncated at a bound above 0, such as .5; this is another.")
        else:
            z = (truncated(truncation)((n, self.latent_dim), (seed, 0)),)
        return (*z, *self.condition.samples(n, told, label))

    def told(self, examples: Any, n: int) -> Array | None:
        return examples[self.condition.field][:n] if self.condition.size else None

    def sample_labels(self, n: int) -> Array | None:
        """The labels that `sample` gives its images, int32 [n]; None in a game that is told none."""
        return self.condition.labels(n)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: self.paper_optimizer() for player in self.players}

    def paper_optimizer(self) -> keras.optimizers.Optimizer:
        """Of the objective: a Wasserstein critic bears no momentum (Arjovsky et al. 2017, section 4, RMSProp) unless a
        gradient penalty holds it (Gulrajani et al. 2017); for others that of Radford et al. 2015."""
        if not isinstance(self.objective, Wasserstein):
            return adam(2e-4, 0.5, 0.999)
        penalized = any(isinstance(rule, InterpolatedGradientPenalty) for rule in self.regularizers)
        return adam(1e-4, 0.5, 0.9) if penalized else rmsprop(5e-5, 0.99)
