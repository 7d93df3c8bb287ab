"""Translation games: the product maps images to images."""

import numpy as np

from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.panels import beside


class TranslationGAN(GAN):
    """A game that a batch of (source, target) images [B, H, W, C] in [-1, 1] is dealt to.

    A variant says in `translate` how its product is used.
    """

    needs_inputs = True

    def translate(self, source, *, seed=0):
        """What the product makes of source images, NumPy [n, H, W, C] of any n; the same for the same seed."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it translates.")

    def sample(self, n, *, seed=0, inputs=None):
        """Source, translation and target of `n` held-out examples side by side, [n, H, 3 W, C]."""
        source, target = (np.asarray(images)[:n] for images in inputs)
        return beside(source, self.translate(source, seed=seed), target)
