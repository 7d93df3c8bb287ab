"""ss-InfoGAN: a code of labels that a few examples name, and codes that are found. Spurr et al. 2017"""

from typing import Any

import keras
import numpy as np
from keras import ops
from keras.ops import stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.conditions.frequencies import any_label, in_turn
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.latents import uniform, unit
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses import bce, cross_entropy, uniform_information
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.latent import LatentGAN


class SSInfoGAN(LatentGAN):
    """Spurr et al. 2017, section 3, https://arxiv.org/abs/1707.04487

    The generator is given noise z, a label c_ss, and continuous codes c_us, uniform on [-1, 1]. Two heads of the
    discriminator read the codes back: Q_us learns from fakes, as in InfoGAN, and Q_ss from labelled real examples only,
    while the generator learns to make what Q_ss reads its label from. As in the authors' program the discriminator's
    real examples are labelled ones at first; unlabelled ones come in over the first `ramp` steps, each example with a
    probability that rises from 0 to 1 (there a whole batch at once).

    Args:
        generator: (z, label int32 [B], continuous [B, codes]) -> image [B, H, W, C] in [-1, 1].
        discriminator: image -> (logit [B, 1], label logits [B, K], mean of the continuous codes [B, codes]).
        lam: weight of a nat of what images tell of c_us.
        semi: weight of the cross-entropy of labels, of either player.
        ramp: steps after which all examples are unlabelled ones; 0 has them from the first step on.
        frequencies: of the classes among labelled examples, which the labels of fakes follow; all alike by default.
        prior, seed, name: of the noise, see `LatentGAN` and `GAN`.
    """

    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    batch_fields = ("example", "labelled", "label")
    monitors = ("continuous_information", "label_information")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        lam: float = 0.8,
        semi: float = 2.0,
        ramp: int = 0,
        frequencies: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        self.discriminator = discriminator
        self.lam = lam
        self.semi = semi
        self.ramp = ramp
        self.frequencies = tuple(frequencies or [1 / self.num_classes] * self.num_classes)

    def train_step(self, batch: Any) -> None:
        u, x, y = batch
        G, D = self.in_training("generator", "discriminator")
        with self.turn("discriminator") as discriminator:
            c_ss, c_us = self.codes(u)
            fake, _, Q_us = D(stop_gradient(G([self.noise(u), c_ss, c_us])))
            real, Q_ss = D(self.real(u, x))[0], D(x)[1]
            unsupervised = bce(1, real) + bce(0, fake) - self.lam * self.information(c_us, Q_us)
            discriminator.loss = unsupervised + self.semi * cross_entropy(y, Q_ss)
        with self.turn("generator") as generator:
            c_ss, c_us = self.codes(u)
            fake, Q_ss, Q_us = D(G([self.noise(u), c_ss, c_us]))
            read = cross_entropy(c_ss, Q_ss)
            generator.loss = bce(1, fake) - self.lam * self.information(c_us, Q_us) + self.semi * read
            self.track("label_information", np.log(self.num_classes) - read)

    def codes(self, like: Tensor) -> tuple[Tensor, Tensor]:
        """(label int32 [B], continuous [B, codes]), drawn anew."""
        return self.draw(any_label(self.frequencies), like), self.draw(uniform, like, (self._num_codes,))

    def real(self, u: Tensor, x: Tensor) -> Tensor:
        """Unlabelled examples u, each with the probability of this step, and labelled ones x in the place of others."""
        risen = ops.minimum(ops.cast(self.steps, "float32") / self.ramp, 1.0) if self.ramp else 1.0
        return ops.where(self.draw(unit, u, (1,) * (len(u.shape) - 1)) < risen, u, x)

    def information(self, c_us: Tensor, Q_us: Tensor) -> Tensor:
        """What images tell of their continuous codes, in nats."""
        nats = uniform_information(c_us, Q_us)
        self.track("continuous_information", nats)
        return nats

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"discriminator": adam(1e-4, 0.5, 0.999), "generator": adam(1e-3, 0.5, 0.999)}

    @property
    def num_classes(self) -> int:
        """How many labels there are."""
        return self.discriminator.outputs[1].shape[-1]

    def products(self) -> dict[str, keras.Model]:
        """The generator, and both heads as an encoder: image -> (probabilities [B, K], continuous [B, codes])."""
        _, labels, continuous = self.discriminator.outputs
        probabilities = keras.layers.Softmax(name="probabilities", dtype="float32")(labels)
        encoder = keras.Model(self.discriminator.inputs, [probabilities, continuous], name="encoder")
        return {"generator": self.served("generator"), "encoder": encoder}

    def read(self, images: Any) -> Any:
        """What both heads find in images in [-1, 1]: probabilities [n, K], means of continuous codes [n, codes]."""
        return by_chunks(self.products()["encoder"], images)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None, label: int | None = None, told: Any = None) -> Any:
        """`n` images [n, H, W, C] in [-1, 1] of random noise and continuous codes.

        Args:
            n: how many.
            seed: of noise and codes.
            inputs: not needed.
            label: the class to draw; by default all in turn, each as often as among labelled examples.
            told: a label for each image instead.

        Raises:
            SuiteError: a label that there is not.
        """
        return self.generate(*self.latents(n, seed=seed, label=label, told=told))

    def latents(self, n: int, *, seed: int = 0, label: int | None = None, told: Any = None) -> tuple[Any, ...]:
        if label is not None and not 0 <= label < self.num_classes:
            raise SuiteError(f"There is no label {label}: this model knows 0 to {self.num_classes - 1}.")
        labels = np.full(n, label, "int32") if label is not None else self.labels_of(n, told)
        return *super().latents(n, seed=seed), labels, uniform((n, self._num_codes), (seed, 2))

    def labels_of(self, n: int, told: Any) -> Array:
        """Labels int32 [n] as they are told, or in turn."""
        return in_turn(self.frequencies, n) if told is None else np.asarray(told, "int32")[:n]

    def sample_labels(self, n: int) -> Array:
        return in_turn(self.frequencies, n)

    def told(self, examples: Any, n: int) -> Array:
        return examples["label"][:n]

    @property
    def _num_codes(self):
        return self.generator.inputs[-1].shape[-1]
