"""VAE-GAN: a variational autoencoder with a learned similarity. Larsen et al. 2015"""

from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import exp

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core import latents
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.kinds.panels import beside
from tfgan_suite.losses import bce, normal_kl, unit_normal_cost
from tfgan_suite.optimizers import rmsprop
from tfgan_suite.variants.bases.latent import LatentGAN


class VAEGAN(LatentGAN):
    """Larsen et al. 2015, Algorithm 1, https://arxiv.org/abs/1512.09300

    The likelihood of a VAE is taken on features φ of the discriminator (eq. 7 and 8), and its decoder is a GAN's
    generator, trained on reconstructions and on images of the prior (section 2.3). All three move at once. No gradient
    of the GAN reaches the encoder and none of the likelihood the discriminator, which could else shrink its features.
    For the discriminator reals weigh as much in L_GAN as both kinds of fakes together, for the decoder each kind of
    fakes weighs in full, and the one that is ahead of the other sits out a step, as in the authors' program.

    Args:
        encoder: image -> (mean [B, latent_dim], log variance [B, latent_dim]).
        generator: the decoder, z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].
        discriminator: image -> (features, logit [B, 1]).
        weight: γ of Algorithm 1, what the likelihood weighs for the decoder beside L_GAN.
        equilibrium: the discriminator's cost of reals, and of fakes, at which neither is ahead; in nats, about log 2.
        margin: how far from it either cost may be before one sits out; infinite, and all move at every step.
        seed, name: see `GAN`; the prior is normal.
    """

    players = {"encoder": ("encoder",), "decoder": ("generator",), "discriminator": ("discriminator",)}
    monitors = ("prior", "likelihood")
    sampler = "decoder"
    needs_inputs = True

    def __init__(
        self,
        encoder: keras.Model,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        weight: float = 1e-6,
        equilibrium: float = 0.68,
        margin: float = 0.35,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.encoder = encoder
        self.discriminator = discriminator
        self.weight = weight
        self.equilibrium = equilibrium
        self.margin = margin

    def train_step(self, x: Tensor) -> None:
        Enc, Dec, Dis = self.in_training("encoder", "generator", "discriminator")
        with self.turn("encoder") as encoder, self.turn("decoder") as decoder, self.turn("discriminator") as critic:
            μ, log_var = Enc(x)
            z = μ + exp(log_var / 2) * self.draw(latents.normal, x, (self.latent_dim,))
            φ, real = Dis(x)
            φ_rebuilt, rebuilt = Dis(Dec(z))
            _, fake = Dis(Dec(self.noise(x)))
            prior, likelihood = normal_kl(μ, log_var), unit_normal_cost(φ, φ_rebuilt)
            of_reals, of_fakes = bce(1, real), (bce(0, rebuilt) + bce(0, fake)) / 2
            encoder.loss = prior + likelihood
            decoder.loss = self.weight * likelihood - (of_reals + 2 * of_fakes)
            critic.loss = of_reals + of_fakes
            decoder.due, critic.due = self.due(self.all_reduce_mean(of_reals), self.all_reduce_mean(of_fakes))
        self.track("prior", prior)
        self.track("likelihood", likelihood)

    def due(self, *costs: Tensor) -> tuple[Tensor, Tensor]:
        """Whether decoder and discriminator move where the latter has these costs, in the global batch: both of them if
        no cost is off the equilibrium, or one is too low and the other too high."""
        both = ops.stack(costs)
        low = ops.any(both < self.equilibrium - self.margin)
        high = ops.any(both > self.equilibrium + self.margin)
        return low | ~high, high | ~low

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: rmsprop(3e-4, 0.9) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        mean, _ = self.encoder.outputs
        rebuilt = keras.layers.Identity(name="reconstruction")(self.served("generator")(mean))
        reconstruct = keras.Model(self.encoder.inputs[0], rebuilt, name="reconstruct")
        return {"decoder": self.served("generator"), "encoder": self.encoder, "reconstruct": reconstruct}

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Held-out images and their reconstructions [n, H, 2 W, C]; without inputs, images of the prior."""
        if inputs is None:
            return super().sample(n, seed=seed)
        images = np.asarray(inputs)[:n]
        return beside(images, self.generate(self.encode(images)))

    def encode(self, images: Any) -> Array:
        """Means of q(z|image) [n, latent_dim] of images [n, H, W, C] in [-1, 1]."""
        return by_chunks(keras.Model(self.encoder.inputs[0], self.encoder.outputs[0]), images)
