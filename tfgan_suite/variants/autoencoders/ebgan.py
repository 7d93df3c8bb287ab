"""EBGAN: energy-based GAN with a margin. Zhao et al. 2016"""

from typing import Any

import keras

from tfgan_suite.aliases import Tensor
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.energies import EnergyGAN


class EBGAN(EnergyGAN):
    """Zhao et al. 2016, eqs. 1 to 4, https://arxiv.org/abs/1609.03126

    The discriminator is an autoencoder whose squared error is the energy of an example. It lowers that of reals and
    raises that of fakes as far as a margin; the generator lowers that of its fakes, and is penalized for codes that
    point the same way (the pulling-away term, over the global batch).

    Args:
        generator, discriminator: see `EnergyGAN`.
        margin: m, above which fakes need not be pushed.
        pull: weight of the pulling-away term; .1 in the paper, 0 leaves it out.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        margin: float = 1.0,
        pull: float = 0.1,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, discriminator, margin=margin, pull=pull, **kwargs)

    def train_step(self, x: Tensor) -> None:
        self.move_both(x)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-3, 0.5, 0.999) for player in self.players}
