"""CycleGAN: unpaired translation with cycle consistency. Zhu et al. 2017"""

from typing import Any

import keras
import numpy as np
from keras.ops import mean

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import unit
from tfgan_suite.kinds.panels import beside
from tfgan_suite.layers import HistoryPool
from tfgan_suite.losses import LeastSquares
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.translation import TranslationGAN

least_squares = LeastSquares()


class CycleGAN(TranslationGAN):
    """Zhu et al. 2017, eq. 3 with least squares, section 4, https://arxiv.org/abs/1703.10593

    A batch is (source, target), images in [-1, 1] that do not belong together. Both translators move in one step, then
    both discriminators, whose fakes come through pools of 50 earlier ones. The pools are state of the game: saved with
    it, and one for all replicas, which see each other's fakes in the order of the global batch.

    Args:
        to_target, to_source: translators, image -> image, such as `networks.resnet_translator`.
        target_discriminator, source_discriminator: image -> logits [B, h, w, 1], such as
            `networks.patch_discriminator`.
        cycle: weight of the L1 distance between an image and its translation there and back.
        identity: weight of the L1 distance between an image and its translation into the domain that it is of, which
            the authors have for photos of paintings alone.
        pool_size: fakes that each pool keeps.
        seed, name: see `GAN`.
    """

    players = {
        "translators": ("to_target", "to_source"),
        "discriminators": ("target_discriminator", "source_discriminator"),
    }
    monitors = ("cycle_l1",)
    translator = "to_target"

    def __init__(
        self,
        to_target: keras.Model,
        to_source: keras.Model,
        target_discriminator: keras.Model,
        source_discriminator: keras.Model,
        *,
        cycle: float = 10.0,
        identity: float = 5.0,
        pool_size: int = 50,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.to_target = to_target
        self.to_source = to_source
        self.target_discriminator = target_discriminator
        self.source_discriminator = source_discriminator
        self.cycle = cycle
        self.identity = identity
        self.pool_size = pool_size
        self.old_targets = HistoryPool(pool_size, to_target.output_shape[1:])
        self.old_sources = HistoryPool(pool_size, to_source.output_shape[1:])

    def train_step(self, batch: Any) -> None:
        x, y = batch
        G, F = self.in_training("to_target", "to_source")
        D_Y, D_X = self.in_training("target_discriminator", "source_discriminator")
        with self.turn("translators") as translators:
            fake_y, fake_x = G(x), F(y)
            adversarial = mean((D_Y(fake_y) - 1) ** 2) + mean((D_X(fake_x) - 1) ** 2)
            cycle = mean(abs(F(fake_y) - x)) + mean(abs(G(fake_x) - y))
            translators.loss = adversarial + self.cycle * cycle
            if self.identity:
                translators.loss += self.identity * (mean(abs(G(y) - y)) + mean(abs(F(x) - x)))
        self.track("cycle_l1", cycle / 2)
        shown_y, shown_x = self.remembered(self.old_targets, fake_y), self.remembered(self.old_sources, fake_x)
        with self.turn("discriminators") as discriminators:
            loss_y = least_squares.discriminator(D_Y(y), D_Y(shown_y))
            discriminators.loss = loss_y + least_squares.discriminator(D_X(x), D_X(shown_x))

    def remembered(self, pool: HistoryPool, fake: Tensor) -> Tensor:
        """What the discriminator is shown in place of `fake`; the pool is the same on every replica."""
        chance = self.draw(unit, fake, (2,))
        shown, images, count = pool.exchange(self.all_gather(fake), self.all_gather(chance))
        self.assign_state(pool.images, images)
        self.assign_state(pool.count, count)
        return self.local_rows(shown)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(2e-4, 0.5, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        return {name: self.served(name) for name in self.players["translators"]}

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` held-out sources, their translations, and these translated back, side by side, [n, H, 3 W, C]."""
        source = np.asarray(inputs[0])[:n]
        there = self.translate(source)
        return beside(source, there, self.translate_back(there))

    def translate_back(self, target: Array) -> Array:
        """Translations [n, H, W, C] of target images into the source domain."""
        return by_chunks(self.served("to_source"), target)
