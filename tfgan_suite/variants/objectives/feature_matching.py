"""Feature matching: the generator matches mean features. Salimans et al. 2016"""

import functools
from typing import Any

import keras
from keras.ops import mean

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import answer
from tfgan_suite.layers import MinibatchDiscrimination
from tfgan_suite.regularizers import GeneratorInputs, Refusal
from tfgan_suite.variants.objectives.composed import ComposedGAN

BATCH_MEANS = Refusal(
    (keras.layers.BatchNormalization,),
    "batch normalization",
    "it gives the features of every batch the same means, which are what is matched",
    "Give it another norm, such as none or spectral",
)


class FeatureMatchingGAN(ComposedGAN):
    """Salimans et al. 2016, section 3.1, https://arxiv.org/abs/1606.03498

    The generator has no adversarial loss: it matches the mean features of real examples, ‖E φ(x) - E φ(G(z))‖², where φ
    is what the discriminator's last layer reads, or minibatch discrimination before it, whose numbers say how near the
    others of a batch are and nothing of an example. Means are those of the global batch, features those of the mode of
    the turn. The discriminator trains as it would without it.

    Args:
        generator, discriminator, objective, regularizers, augmentation, n_critic, fakes_per_real: see `ComposedGAN`;
            the discriminator's last layer is the one that gives the score.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: a discriminator with batch normalization.
    """

    def __init__(self, generator: keras.Model, discriminator: keras.Model, **options: Any) -> None:
        super().__init__(generator, discriminator, **options)
        BATCH_MEANS.check(discriminator, "Feature matching")

    def generator_loss(self, inputs: GeneratorInputs) -> Tensor:
        network = keras.Model(self.discriminator.inputs, features_of(self.discriminator))
        φ = functools.partial(answer, network, training=self.context.descends)
        real, fake = self.seen(φ, inputs.y)(inputs.x), self.seen(φ, inputs.c)(inputs.fake)
        distance = self.all_reduce_mean(mean(real, axis=0)) - self.all_reduce_mean(mean(fake, axis=0))
        return keras.ops.sum(distance**2)


def features_of(discriminator: keras.Model) -> Tensor:
    """What its last layer reads, or minibatch discrimination before it, or the output of a layer that is called so."""
    named = [layer.output for layer in discriminator.layers if layer.name == "features"]
    before = [layer.input for layer in discriminator.layers if isinstance(layer, MinibatchDiscrimination)]
    return [*before, *named, discriminator.layers[-1].input][0]
