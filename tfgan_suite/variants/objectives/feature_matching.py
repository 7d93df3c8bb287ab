"""Feature matching: the generator matches mean features. Salimans et al. 2016"""

import keras
from keras.ops import mean

from tfgan_suite.aliases import Tensor
from tfgan_suite.regularizers import GeneratorInputs
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

    def generator_loss(self, inputs: GeneratorInputs) -> Tensor:
        φ = keras.Model(self.discriminator.inputs, features_of(self.discriminator))
        real, fake = self.seen(φ, inputs.y)(inputs.x), self.seen(φ, inputs.c)(inputs.fake)
        distance = self.all_reduce_mean(mean(real, axis=0)) - self.all_reduce_mean(mean(fake, axis=0))
        return keras.ops.sum(distance**2)


def features_of(discriminator: keras.Model) -> Tensor:
    """What its last layer reads, or the output of a layer that is called so."""
    named = [layer.output for layer in discriminator.layers if layer.name == "features"]
    return named[0] if named else discriminator.layers[-1].input
