"""UNIT: two domains with one code between them. Liu et al. 2017"""

from typing import Any

import keras
import numpy as np
from keras.ops import mean, square

from tfgan_suite.aliases import Array
from tfgan_suite.core import latents
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.kinds.panels import beside
from tfgan_suite.losses import LeastSquares
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.translation import TranslationGAN

least_squares = LeastSquares()


class UNIT(TranslationGAN):
    """Liu et al. 2017, "Unsupervised Image-to-Image Translation Networks", eq. 3 to 9, https://arxiv.org/abs/1703.00848

    A batch is (source, target), images in [-1, 1] that do not belong together. Each domain has encoder and decoder,
    whose ends at the code are shared; the code is normal around what the encoders say, with unit variance. An image
    must be rebuilt from its code (a VAE), be taken for real when the other decoder makes one of it, and be rebuilt from
    the code of that (cycle consistency). Distances are absolute, as in the authors' second program; both players move
    at once.

    Args:
        source_encoder, target_encoder: image -> maps, such as `networks.domain_encoder`.
        shared_encoder, shared_decoder: maps -> maps, such as `networks.shared_maps`.
        source_decoder, target_decoder: maps -> image, such as `networks.domain_decoder`.
        source_discriminator, target_discriminator: image -> logits, such as `networks.patch_discriminator`.
        rebuilding: weight of images rebuilt from their codes, and from those of their translations.
        prior: weight of the codes' mean squares, the divergence from a normal prior.
        seed, name: see `GAN`.
    """

    players = {
        "discriminators": ("source_discriminator", "target_discriminator"),
        "translators": (
            *("source_encoder", "target_encoder", "shared_encoder"),
            *("shared_decoder", "source_decoder", "target_decoder"),
        ),
    }
    monitors = ("rebuilt", "cycle_l1")
    translator = "to_target"

    def __init__(
        self,
        source_encoder: keras.Model,
        target_encoder: keras.Model,
        shared_encoder: keras.Model,
        shared_decoder: keras.Model,
        source_decoder: keras.Model,
        target_decoder: keras.Model,
        source_discriminator: keras.Model,
        target_discriminator: keras.Model,
        *,
        rebuilding: float = 10.0,
        prior: float = 0.01,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.source_encoder = source_encoder
        self.target_encoder = target_encoder
        self.shared_encoder = shared_encoder
        self.shared_decoder = shared_decoder
        self.source_decoder = source_decoder
        self.target_decoder = target_decoder
        self.source_discriminator = source_discriminator
        self.target_discriminator = target_discriminator
        self.rebuilding = rebuilding
        self.prior = prior

    def train_step(self, batch: Any) -> None:
        x, y = batch
        E_x, E_y, shared_E, shared_G, G_x, G_y = self.in_training(*self.players["translators"])
        D_x, D_y = self.in_training("source_discriminator", "target_discriminator")

        def coded(encode, images):
            code = shared_E(encode(images))
            return code, shared_G(code + self.draw(latents.normal, code, tuple(code.shape[1:])))

        with self.turn("translators") as translators, self.turn("discriminators") as discriminators:
            (code_x, of_x), (code_y, of_y) = coded(E_x, x), coded(E_y, y)
            fake_y, fake_x = G_y(of_x), G_x(of_y)
            (code_there, back_x), (code_here, back_y) = coded(E_y, fake_y), coded(E_x, fake_x)
            rebuilt = mean(abs(G_x(of_x) - x)) + mean(abs(G_y(of_y) - y))
            cycle = mean(abs(G_x(back_x) - x)) + mean(abs(G_y(back_y) - y))
            priors = sum(mean(square(code)) for code in (code_x, code_y, code_there, code_here))
            verdicts = [(D_x(x), D_x(fake_x)), (D_y(y), D_y(fake_y))]
            discriminators.loss = 2 * sum(least_squares.discriminator(r, f) for r, f in verdicts)
            deceived = 2 * sum(least_squares.generator(f) for _, f in verdicts)
            translators.loss = deceived + self.rebuilding * (rebuilt + cycle) + self.prior * priors
        self.track("rebuilt", rebuilt / 2)
        self.track("cycle_l1", cycle / 2)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {player: adam(1e-4, 0.5, 0.999) for player in self.players}

    def products(self) -> dict[str, keras.Model]:
        """Translators both ways, without noise in the code."""
        ways = {"to_target": ("source_encoder", "target_decoder"), "to_source": ("target_encoder", "source_decoder")}
        middle = [self.served(name) for name in ("shared_encoder", "shared_decoder")]
        found = {}
        for name, (first, last) in ways.items():
            encoder, decoder = self.served(first), self.served(last)
            image = keras.Input(encoder.input_shape[1:], name="image")
            h = encoder(image)
            for network in middle:
                h = network(h)
            found[name] = keras.Model(image, keras.layers.Identity(name="translation")(decoder(h)), name=name)
        return found

    def codes(self, images: Array, domain: str = "source") -> Array:
        """Codes [n, h, w, c] of images of a domain, "source" or "target"."""
        encoder = self.served(f"{domain}_encoder")
        return by_chunks(self.served("shared_encoder"), by_chunks(encoder, images))

    def translate(self, source: Array, *, seed: int = 0) -> Array:
        return by_chunks(self.products()["to_target"], source)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` held-out sources, their translations, and these translated back, side by side, [n, H, 3 W, C]."""
        source = np.asarray(inputs[0])[:n]
        there = self.translate(source)
        return beside(source, there, by_chunks(self.products()["to_source"], there))
