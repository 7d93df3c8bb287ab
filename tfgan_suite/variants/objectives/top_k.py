"""Top-k GAN: the generator learns from its best fakes. Sinha et al. 2020"""

from typing import Any

import keras
import tensorflow as tf
from keras import ops
from keras.ops import stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.replicas import rows_of
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses.relativistic import Relative
from tfgan_suite.regularizers import GeneratorInputs
from tfgan_suite.variants.objectives.composed import ComposedGAN


class TopKGAN(ComposedGAN):
    """Sinha et al. 2020, Algorithm 1, https://arxiv.org/abs/2002.06224

    The generator learns from those of its fakes that the discriminator likes best, k of the B of the global batch: all
    of them at first, then fewer, down to a floor. Gradients of the others are set to zero, and nothing else is done:
    the loss stays the mean over all B, which can be compared with that of a game without.

    Args:
        floor: ν, the least share k / B; .5 in the paper.
        anneal: γ, by which the share is multiplied every `interval` steps; .99 in the paper.
        interval: training steps between; an epoch in the paper.
        generator, discriminator, objective, regularizers, augmentation, n_critic, fakes_per_real: see `ComposedGAN`;
            the objective is one of scores alone, not a relativistic one.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: a relativistic objective.
    """

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        floor: float = 0.5,
        anneal: float = 0.99,
        interval: int = 1000,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, **kwargs)
        if isinstance(self.objective, Relative):
            raise SuiteError("A relativistic objective compares scores and cannot drop some of them: leave out top-k.")
        self.floor = floor
        self.anneal = anneal
        self.interval = interval

    def generator_loss(self, inputs: GeneratorInputs) -> Tensor:
        f = inputs.f
        best = ops.sort(ops.reshape(self.all_gather(stop_gradient(f)), (-1,)))[::-1]
        k = ops.ceil(self.share() * ops.cast(rows_of(best), "float32"))
        least = best[ops.cast(k, "int32") - 1]
        return self.objective.generator(ops.where(f >= least, f, stop_gradient(f)))

    def share(self) -> Tensor:
        """k / B at this step, in [floor, 1]."""
        times = tf.cast(self.steps.value // self.interval, "float32")
        return ops.maximum(self.floor, self.anneal**times)
