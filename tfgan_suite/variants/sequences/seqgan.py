"""SeqGAN: policy gradients with the discriminator's reward. Yu et al. 2016"""

from enum import IntEnum
from typing import Any

import keras
import tensorflow as tf
from keras import ops
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.latents import unit
from tfgan_suite.losses import bce
from tfgan_suite.networks.sequences.policies import complete, log_probabilities
from tfgan_suite.optimizers import adam, forget
from tfgan_suite.variants.bases.sequences import SequenceGAN


class Stage(IntEnum):
    """What SeqGAN trains: the generator by likelihood, the discriminator alone, or both by rewards."""

    IMITATION = 0
    DISCRIMINATION = 1
    REINFORCEMENT = 2


class SeqGAN(SequenceGAN):
    """Yu et al. 2016, Algorithm 1, https://arxiv.org/abs/1609.05473

    `callbacks.Stages` leads through the three stages; without it the game is in the last. A training step holds
    `d_steps` minibatches: as many steps of maximum likelihood, then of the discriminator, then one policy gradient and
    again as many of the discriminator. Departs from the paper in a baseline, the mean reward of each place over the
    global batch (eq. 8 has none); in fakes drawn anew at each of few discriminator steps, where the authors' program
    takes 2,340 on five sets of 10,000, each read three times; and in leaving out dropout. Measured on held-out
    sequences, the generator's loss is that of likelihood in every stage: it can be compared, and costs no rollouts.

    Args:
        generator, vocabulary, length: see `SequenceGAN`.
        discriminator: tokens int32 [B, T] -> logit [B, 1]; its regularization losses are part of its loss.
        d_steps: discriminator steps for each of the generator.
        rollouts: N, completions of each prefix.
        lag: share of the old rollout policy that survives a step of the generator.
        policy_rate: learning rate of the generator in the last stage.
        seed, name: see `GAN`.
    """

    players = {"generator": ("generator",), "discriminator": ("discriminator",)}
    frozen = ("rollout",)
    monitors = ("reward",)

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        d_steps: int = 5,
        rollouts: int = 16,
        lag: float = 0.8,
        policy_rate: float = 1e-2,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.d_steps = d_steps
        self.rollouts = rollouts
        self.lag = lag
        self.policy_rate = policy_rate
        self.stage = Stage.REINFORCEMENT
        self.rollout = keras.models.clone_model(generator)
        self.rollout.set_weights(generator.get_weights())

    @property
    def minibatches_per_step(self) -> int:
        return self.d_steps

    def train_step(self, batch: Any) -> None:
        minibatches = self.deal(batch, self.d_steps)
        if self.stage == Stage.IMITATION or not self.context.descends:
            for x in minibatches:
                self.imitate(x)
        elif self.stage == Stage.REINFORCEMENT:
            self.reinforce(minibatches[0])
        if self.stage != Stage.IMITATION:
            for x in minibatches:
                self.discriminate(x)

    def imitate(self, x: Tensor) -> None:
        with self.turn("generator") as generator:
            generator.loss = -mean(log_probabilities(self.generator, x))

    def reinforce(self, like: Tensor) -> None:
        y = self.written(like)
        Q = self.rewards(y)
        advantage = stop_gradient(Q - self.all_reduce_mean(mean(Q, axis=0)))
        with self.turn("generator") as generator:
            generator.loss = -mean(ops.sum(log_probabilities(self.generator, y) * advantage, axis=1))
        for lagged, weight in zip(self.rollout.variables, self.generator.variables, strict=True):
            self.assign_state(lagged, self.lag * lagged + (1 - self.lag) * weight)

    def discriminate(self, x: Tensor) -> None:
        D, y = self.discriminator, self.written(x)
        with self.turn("discriminator") as discriminator:
            verdict = D(y)
            discriminator.loss = 0.5 * bce(1, D(x)) + 0.5 * bce(0, verdict) + sum(D.losses)
        self.track("reward", mean(ops.sigmoid(verdict)))

    def rewards(self, y: Tensor) -> Tensor:
        """Q [B, T], eq. 4: the mean D of N completions of y_1 ... y_t, and at the end D of y itself."""
        D, T, N = self.discriminator, self.length, self.rollouts
        u, rows = self.draw(unit, y, (N, T - 1, T)), ops.repeat(y, N, axis=0)

        def of_prefix(t):
            completed = complete(self.rollout, ops.reshape(u[:, :, t - 1], (-1, T)), rows, t)
            return mean(ops.reshape(ops.sigmoid(D(completed)), (-1, N)), axis=1)

        early = tf.map_fn(of_prefix, tf.range(1, T), fn_output_signature=tf.float32)
        return ops.concatenate([ops.transpose(early), ops.sigmoid(D(y))], axis=1)

    def on_stage_begin(self, stage: int) -> None:
        """The adversarial stage begins with a new optimizer, as in the authors' program, and without a lag."""
        if stage == Stage.REINFORCEMENT:
            optimizer = self.optimizers["generator"]
            forget(optimizer)
            optimizer.learning_rate = self.policy_rate
            self.rollout.set_weights(self.generator.get_weights())

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        generator = keras.optimizers.Adam(1e-2, beta_1=0.9, beta_2=0.999, epsilon=1e-8, global_clipnorm=5.0)
        return {"generator": generator, "discriminator": adam(1e-4, 0.9, 0.999)}
