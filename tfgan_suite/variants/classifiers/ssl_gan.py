"""Semi-supervised GAN: K classes and one for fakes, feature matching. Salimans et al. 2016"""

from typing import Any

import keras
from keras import ops
from keras.ops import mean

from tfgan_suite.aliases import Draw, Tensor
from tfgan_suite.core import latents
from tfgan_suite.losses import bce, cross_entropy, real_logit
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.classifying import ClassifyingGAN


class SemiSupervisedGAN(ClassifyingGAN):
    """Salimans et al. 2016, section 5, https://arxiv.org/abs/1606.03498

    The discriminator tells K classes of real examples and, as class K+1, fakes. The K+1st logit is fixed at 0, so that
    log Σ exp l_k is the logit of "real", and the loss of unlabelled examples needs nothing but `bce`. The generator
    matches features (section 3.1): the means, over the global batch, of the layer before the logits. As in the authors'
    program every unlabelled example comes with a labelled one, which are few and repeat. Departs from it
    in that both players move on the same fakes and unlabelled examples, that noise enters at the input alone (theirs
    also at each hidden layer) and that weights are not normalized.

    Args:
        generator: z [B, latent_dim] -> x.
        classifier: x -> features, logits [B, K], probabilities; see `networks.feature_classifier`.
        unsupervised: weight of the loss of unlabelled examples; at 0 the classifier is a supervised one.
        input_noise: standard deviation of the Gaussian noise that the discriminator sees its inputs through.
        prior: of z.
        seed, name: see `GAN`.
    """

    players = {"discriminator": ("classifier",), "generator": ("generator",)}
    batch_fields = ("labelled", "label", "unlabelled")

    def __init__(
        self,
        generator: keras.Model,
        classifier: keras.Model,
        *,
        unsupervised: float = 1.0,
        input_noise: float = 0.0,
        prior: Draw = latents.normal,
        **kwargs: Any,
    ) -> None:
        super().__init__(classifier, **kwargs)
        self.generator = generator
        self.unsupervised = unsupervised
        self.input_noise = input_noise
        self.prior = prior

    def train_step(self, data: Any) -> None:
        x, y, u = data
        G, D = self.in_training("generator", "classifier")
        with self.turn("generator") as generator:
            fake = G(self.draw(self.prior, u, (self.generator.inputs[0].shape[-1],)))
            x, x_u, x_f = self.blurred(x), self.blurred(u), self.blurred(fake)
            with self.turn("discriminator") as discriminator:
                l_x, l_u, l_f = (D(seen)[1] for seen in (x, x_u, ops.stop_gradient(x_f)))
                unlabelled = 0.5 * bce(1, real_logit(l_u)) + 0.5 * bce(0, real_logit(l_f))
                discriminator.loss = cross_entropy(y, l_x) + self.unsupervised * unlabelled
            f_u, f_f = (self.all_reduce_mean(mean(D(seen)[0], axis=0)) for seen in (x_u, x_f))
            generator.loss = mean((f_u - f_f) ** 2)

    def blurred(self, x: Tensor) -> Tensor:
        """`x` with the noise that the discriminator sees it through."""
        return x + self.input_noise * self.draw(latents.normal, x, tuple(x.shape[1:]))

    def products(self) -> dict[str, keras.Model]:
        return {**super().products(), "generator": self.served("generator")}

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(3e-4, 0.5, 0.999) for player in self.players}
