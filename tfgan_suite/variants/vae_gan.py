import keras
import numpy as np
from keras.ops import exp

from tfgan_suite import latents
from tfgan_suite.chunks import by_chunks
from tfgan_suite.losses import bce, normal_kl, unit_normal_cost
from tfgan_suite.optimizers import rmsprop
from tfgan_suite.panels import beside
from tfgan_suite.variants.latent import LatentGAN


class VAEGAN(LatentGAN):
    """Larsen et al. 2015, Algorithm 1, https://arxiv.org/abs/1512.09300

    The likelihood of a VAE is taken on features φ of the discriminator (eq. 7 and 8), and its decoder is a GAN's
    generator, judged on reconstructions and on images of the prior (section 2.3). All three move at once. No gradient
    of the GAN reaches the encoder and none of the likelihood the discriminator, which could else shrink its features.
    Reals weigh as much in L_GAN as both kinds of fakes together, as in the authors' program. Its rule that sits out a
    step of whoever is ahead (a cost beyond .68 ± .35) is left out: an update under a condition does not replicate, and
    a zero gradient is not one that was not taken.

    Args:
        encoder: image -> (mean [B, latent_dim], log variance [B, latent_dim]).
        generator: the decoder, z [B, latent_dim] -> image [B, H, W, C] in [-1, 1].
        discriminator: image -> (features, logit [B, 1]).
        weight: γ of Algorithm 1, what the likelihood weighs for the decoder beside L_GAN.
        seed, name: see `GAN`; the prior is normal.
    """

    players = {"encoder": ("encoder",), "decoder": ("generator",), "discriminator": ("discriminator",)}
    monitors = ("prior", "likelihood")
    needs_inputs = True

    def __init__(self, encoder, generator, discriminator, *, weight=1e-6, **kwargs):
        super().__init__(generator, **kwargs)
        self.encoder = encoder
        self.discriminator = discriminator
        self.weight = weight

    def train_step(self, x):
        Enc, Dec, Dis = self.in_training("encoder", "generator", "discriminator")
        with self.turn("encoder") as encoder, self.turn("decoder") as decoder, self.turn("discriminator") as critic:
            μ, log_var = Enc(x)
            z = μ + exp(log_var / 2) * self.draw(latents.normal, x, (self.latent_dim,))
            φ, real = Dis(x)
            φ_rebuilt, rebuilt = Dis(Dec(z))
            _, fake = Dis(Dec(self.noise(x)))
            prior, likelihood = normal_kl(μ, log_var), unit_normal_cost(φ, φ_rebuilt)
            gan = bce(1, real) + (bce(0, rebuilt) + bce(0, fake)) / 2
            encoder.loss = prior + likelihood
            decoder.loss = self.weight * likelihood - gan
            critic.loss = gan
        self.track("prior", prior)
        self.track("likelihood", likelihood)

    def paper_optimizers(self):
        return {player: rmsprop(3e-4, 0.9) for player in self.players}

    def products(self):
        mean, _ = self.encoder.outputs
        rebuilt = keras.layers.Identity(name="reconstruction")(self.served("generator")(mean))
        reconstruct = keras.Model(self.encoder.inputs[0], rebuilt, name="reconstruct")
        return {"decoder": self.served("generator"), "encoder": self.encoder, "reconstruct": reconstruct}

    def sample(self, n, *, seed=0, inputs=None):
        """Held-out images and their reconstructions [n, H, 2 W, C]; without inputs, images of the prior."""
        if inputs is None:
            return super().sample(n, seed=seed)
        images = np.asarray(inputs)[:n]
        return beside(images, self.generate(self.encode(images)))

    def encode(self, images):
        """Means of q(z|image) [n, latent_dim] of images [n, H, W, C] in [-1, 1]."""
        return by_chunks(keras.Model(self.encoder.inputs[0], self.encoder.outputs[0]), images)
