"""CUT and FastCUT: unpaired translation one way, by contrast of patches. Park et al. 2020"""

from collections.abc import Callable
from typing import Any

import keras
from keras import ops

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.latents import unit
from tfgan_suite.variants.bases.patch_contrast import PatchContrastGAN


class CUT(PatchContrastGAN):
    """Park et al. 2020, eq. 1 to 5, https://arxiv.org/abs/2007.15651

    Sources are contrasted with their translations, and targets with what they become, half of the weight each.

    Args:
        generator, discriminator, projector, compared, contrast, patches, temperature, seed, name: see
            `PatchContrastGAN`.
    """

    def translated(self, through: Callable, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """(translations of x, the contrast of translations with their sources and of targets with what they become)."""
        (fake, *keys), (same, *keys_of_targets) = through(x), through(y)
        kept = self.told_apart([fake, *through(fake)[1:]], [x, *keys])
        return fake, (kept + self.told_apart([same, *through(same)[1:]], [y, *keys_of_targets])) / 2


class FastCUT(PatchContrastGAN):
    """Park et al. 2020, appendix C.1, https://arxiv.org/abs/2007.15651: lighter and less cautious.

    Targets are not contrasted with what they become. Half of the sources are mirrored before they are translated, and
    what is seen of their translations is mirrored back: translators must not depend on the side. λ is 10.

    Args:
        generator, discriminator, projector, compared, patches, temperature, seed, name: see
            `PatchContrastGAN`.
        contrast: λ.
    """

    def __init__(self, *networks: keras.Model, contrast: float = 10.0, **kwargs: Any) -> None:
        super().__init__(*networks, contrast=contrast, **kwargs)

    def translated(self, through: Callable, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        turned = self.draw(unit, x, (1, 1, 1)) < 0.5
        fake = through(mirrored(x, turned))[0]
        queries = [mirrored(maps, turned) for maps in (fake, *through(fake)[1:])]
        return fake, self.told_apart(queries, [x, *through(x)[1:]])


def mirrored(maps: Tensor, which: Tensor) -> Tensor:
    """Maps [B, H, W, c], left for right where `which` [B, 1, 1, 1] says so."""
    return ops.where(which, ops.flip(maps, axis=2), maps)
