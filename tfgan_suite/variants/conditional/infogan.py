"""InfoGAN: a bound on the mutual information of codes and images. Chen et al. 2016"""

from collections.abc import Sequence
from functools import partial
from math import prod
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.ops import stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import uniform
from tfgan_suite.errors import SuiteError
from tfgan_suite.kinds.panels import beside
from tfgan_suite.losses import bce, category_information, uniform_information
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN

SWEEP = 7


class InfoGAN(LatentGAN):
    """Chen et al. 2016, eq. 6, https://arxiv.org/abs/1606.03657

    The generator is given noise z and codes c: categories, and continuous codes uniform on [-1, 1]. A posterior Q reads
    c back from the image; its bound L_I on their mutual information is added to both players' objectives, as in the
    authors' program. Q is a head of the discriminator's network, and all of that network is the discriminator's. Each
    player's step has codes and noise of its own; the noise is normal, uniform in the authors' program.

    Args:
        generator: (z, category int32 [B], continuous [B, codes]) -> image [B, H, W, C] in [-1, 1]; each categorical
            code is an input.
        discriminator: image -> (logit [B, 1], category logits [B, categories], mean of the continuous codes); each
            categorical code has logits of its own.
        lam: λ, what a nat of L_I weighs; 0 is a GAN whose generator may ignore its codes.
        prior, seed, name: of the noise, see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("category_information", "continuous_information")

    def __init__(self, generator: keras.Model, discriminator: keras.Model, *, lam: float = 1.0, **kwargs: Any) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.lam = lam

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        with self.turn("discriminator") as discriminator:
            c = self.codes(x)
            fake, *Q = D(stop_gradient(G([self.noise(x), *c])))
            discriminator.loss = bce(1, D(x)[0]) + bce(0, fake) - self.lam * self.information(c, Q)
        with self.turn("generator") as generator:
            c = self.codes(x)
            fake, *Q = D(G([self.noise(x), *c]))
            generator.loss = bce(1, fake) - self.lam * self.information(c, Q)

    def codes(self, like: Tensor) -> tuple[Tensor, ...]:
        """(category int32 [B], continuous [B, codes]), drawn anew; of several categorical codes each in turn."""
        category = [self.draw(partial(_any_of, count), like) for count in self.categories]
        return *category, self.draw(uniform, like, (self._num_codes,))

    def information(self, c: Any, Q: Any) -> Tensor:
        """L_I in nats, of codes and what Q says of them."""
        *category, continuous = zip(c, Q, strict=True)
        found = sum(category_information(*pair) for pair in category), uniform_information(*continuous)
        for name, nats in zip(self.monitors, found, strict=True):
            self.track(name, nats)
        return sum(found)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"discriminator": adam(2e-4, 0.5, 0.999), "generator": adam(1e-3, 0.5, 0.999)}

    @property
    def categories(self) -> Sequence[int]:
        """How many values each categorical code has."""
        return [logits.shape[-1] for logits in self.discriminator.outputs[1:-1]]

    @property
    def num_classes(self) -> int:
        """How many values the first categorical code has."""
        return self.categories[0]

    def products(self) -> dict[str, keras.Model]:
        """The generator, and Q as an encoder: image -> (probabilities [B, categories], continuous [B, codes])."""
        _, *category, continuous = self.discriminator.outputs
        names = ["probabilities", *(f"probabilities_{number}" for number in range(2, len(category) + 1))]
        posteriors = [
            keras.layers.Softmax(name=name, dtype="float32")(logits)
            for name, logits in zip(names, category, strict=True)
        ]
        encoder = keras.Model(self.discriminator.inputs, [*posteriors, continuous], name="encoder")
        return {"generator": self.served("generator"), "encoder": encoder}

    def read(self, images: Any) -> Any:
        """What Q finds in images in [-1, 1]: probabilities [n, categories], means of continuous codes [n, codes]."""
        return by_chunks(self.products()["encoder"], images)

    def random(self, n: int, *, seed: int = 0) -> Any:
        """`n` images [n, H, W, C] of random noise and codes, and the codes (category [n], continuous [n, codes])."""
        z, *codes = self.latents(n, seed=seed)
        return self.generate(z, *codes), [code.numpy() for code in codes]

    def latents(self, n: int, *, seed: int = 0) -> tuple[Any, ...]:
        first, *others = self.categories
        category = [_any_of(first, (n,), (seed, 1))]
        category += [_any_of(count, (n,), (seed, number)) for number, count in enumerate(others, start=3)]
        return *super().latents(n, seed=seed), *category, uniform((n, self._num_codes), (seed, 2))

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, label: int | None = None) -> Any:
        """`n` rows of images [n, H, 7 W, C]: one noise and one category, while one continuous code goes from -1 to 1.

        All categories in turn, or the one called `label`; after all of them the sweep is of the next code. Of several
        categorical codes the first goes through its values first.
        """
        if label is not None and not 0 <= label < self.num_classes:
            raise SuiteError(f"There is no category {label}: this model knows 0 to {self.num_classes - 1}.")
        row, codes, combinations = np.arange(n), self._num_codes, prod(self.categories)
        category = list(np.unravel_index(row % combinations, self.categories, order="F"))
        if label is not None:
            category[0] = np.full(n, label)
        continuous = np.zeros((n, SWEEP, codes), "float32")
        continuous[row, :, row // combinations % codes] = np.linspace(-1, 1, SWEEP)
        z = np.repeat(self.prior((n, self.latent_dim), (seed, 0)), SWEEP, 0)
        repeated = [np.repeat(code, SWEEP).astype("int32") for code in category]
        images = self.generate(z, *repeated, continuous.reshape(-1, codes))
        return beside(*images.reshape(n, SWEEP, *images.shape[1:]).swapaxes(0, 1))

    @property
    def _num_codes(self):
        return self.generator.inputs[-1].shape[-1]


def _any_of(count, shape, seed):
    return tf.random.stateless_uniform(shape, seed, 0, count, tf.int32)
