"""Feature matching: the generator matches mean features. Salimans et al. 2016"""

from collections.abc import Callable

import keras
from keras.ops import mean

from tfgan_suite.aliases import Tensor
from tfgan_suite.variants.objectives.composed import ComposedGAN


class FeatureMatchingGAN(ComposedGAN):
    """Salimans et al. 2016, section 3.1, https://arxiv.org/abs/1606.03498

    The generator has no adversarial loss: it matches the mean features of real examples, ‖E φ(x) - E φ(G(z))‖², where φ
    is what the discriminator's last layer reads. Means are those of the global batch. The discriminator trains as it
    would without it; batch normalization in it would let the mean of a batch be its own target.

    Args:
        generator, discriminator, objective, regularizers, augmentation, n_critic, fakes_per_real: see `ComposedGAN`;
            the discriminator's last layer is the one that gives the score.
        prior, seed, name: see `LatentGAN` and `GAN`.
    """

    def generator_loss(self, D: Callable[..., Tensor], x: Tensor, fake: Tensor) -> Tensor:
        φ = self.augmented(keras.Model(self.discriminator.inputs, self.discriminator.layers[-1].input))
        distance = self.all_reduce_mean(mean(φ(x), axis=0)) - self.all_reduce_mean(mean(φ(fake), axis=0))
        return keras.ops.sum(distance**2)
