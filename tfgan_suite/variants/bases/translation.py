"""Translation games: the product maps images to images."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.panels import beside


class TranslationGAN(GAN):
    """A game that a batch of (source, target) images [B, H, W, C] in [-1, 1] is dealt to.

    A variant says in `translate` how its product is used.

    Attributes:
        translator: the product that maps a source image to its translation; None where translations have noise that no
            product takes (class attribute).
    """

    batch_fields = ("source", "target")
    needs_inputs = True
    translator: str | None = None

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        """What the product makes of source images, NumPy [n, H, W, C] of any n; the same for the same seed."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it translates.")

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Source, translation and target of `n` held-out examples side by side, [n, H, 3 W, C]."""
        source, target = (np.asarray(images)[:n] for images in inputs)
        return beside(source, self.translate(source, seed=seed), target)
