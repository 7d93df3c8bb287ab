"""Translation games: the product maps images to images."""

from typing import Any

import keras
import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.panels import beside


class TranslationGAN(GAN):
    """A game that a batch of (source, target) images [B, H, W, C] in [-1, 1] is dealt to.

    Attributes:
        translator: the network, and product, that maps a source image to its translation; None where translations have
            noise that no product takes, and a variant says in `products` and `translate` how it is used (class
            attribute).
    """

    batch_fields = ("source", "target")
    needs_inputs = True
    translator: str | None = None

    def products(self) -> dict[str, keras.Model]:
        if self.translator is None:
            return super().products()
        return {self.translator: self.served(self.translator)}

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        """What the product makes of source images, NumPy [n, H, W, C] of any n; the same for the same seed."""
        if self.translator is None:
            raise NotImplementedError(f"{type(self).__name__} does not say how it translates.")
        return by_chunks(self.served(self.translator), source)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Source, translation and target of `n` held-out examples side by side, [n, H, 3 W, C]."""
        source, target = (np.asarray(images)[:n] for images in inputs)
        return beside(source, self.translate(source, seed=seed), target)
