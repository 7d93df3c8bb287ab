"""MAGAN: energy-based GAN with an adaptive margin. Wang et al. 2017"""

from enum import IntEnum
from typing import Any

import keras
import numpy as np
from keras.ops import mean, zeros
from keras.optimizers import Adamax

from tfgan_suite.aliases import Tensor
from tfgan_suite.variants.bases.energies import EnergyGAN, energy_and_code

NO_EPOCH = np.finfo("float32").max


class Stage(IntEnum):
    """What MAGAN trains: the discriminator as an autoencoder of reals, or both players."""

    PRETRAINING = 0
    ADVERSARIAL = 1


class MAGAN(EnergyGAN):
    """Wang et al. 2017, Algorithm 1, https://arxiv.org/abs/1704.03817

    The game of EBGAN without its pulling-away term, and a margin that only ever falls: after pretraining on reals it
    is their mean energy, and at the end of an epoch it becomes that again if three things hold, see `end_epoch`.
    `callbacks.Stages` leads from pretraining to the adversarial stage and `callbacks.EndOfEpoch` calls it; without
    these callbacks both players train with the margin that is given.

    Args:
        generator, discriminator, pull: see `EnergyGAN`.
        margin: m, until the end of the first epoch at which `end_epoch` lowers it.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Attributes:
        margin: m, a variable.
        last: mean energy of fakes in the epoch before this one.
        real_sum, fake_sum, count: of the epoch under way.
    """

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        margin: float = 1.0,
        pull: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, margin=margin, pull=pull, **kwargs)
        self.stage = Stage.ADVERSARIAL
        self.margin: Any = self.state("margin", margin)
        self.last = self.state("last", NO_EPOCH)
        self.real_sum, self.fake_sum, self.count = (self.state(name, 0.0) for name in ("real", "fake", "count"))

    def train_step(self, x: Tensor) -> None:
        if self.stage == Stage.ADVERSARIAL:
            self.move_both(x)
            return
        (D,) = self.in_training("discriminator")
        with self.turn("discriminator") as discriminator:
            discriminator.loss = mean(energy_and_code(x, D)[0])
        self.track_energies(discriminator.loss, zeros(()))

    def track_energies(self, real_energy: Tensor, fake_energy: Tensor) -> None:
        super().track_energies(real_energy, fake_energy)
        self.assign_state(self.real_sum, self.real_sum + self.all_reduce_mean(real_energy))
        self.assign_state(self.fake_sum, self.fake_sum + self.all_reduce_mean(fake_energy))
        self.assign_state(self.count, self.count + 1)

    def end_epoch(self) -> None:
        """m becomes the mean energy of reals if fakes cost more than in the epoch before, and more than reals, and
        reals less than m; in pretraining it does in any case."""
        real, fake = (float(total / self.count) for total in (self.real_sum, self.fake_sum))
        if self.stage == Stage.PRETRAINING or (fake > self.last and real < fake and real < self.margin):
            self.margin.assign(real)
        self.last.assign(fake if self.stage == Stage.ADVERSARIAL else NO_EPOCH)
        for variable in (self.real_sum, self.fake_sum, self.count):
            variable.assign(0.0)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: Adamax(5e-4, beta_1=0.5, beta_2=0.999, epsilon=1e-8) for player in self.players}
