"""StackGAN: a small image from a caption, then a larger one from both. Zhang et al. 2016"""

import functools
from typing import Any

import keras
from keras import layers, ops
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.core.precision import answer
from tfgan_suite.losses import bce
from tfgan_suite.networks.text.augmented import drawn
from tfgan_suite.optimizers import forget
from tfgan_suite.variants.bases.augmented import AugmentedCaptionGAN

MOVERS = (
    {"discriminator": ("discriminator",), "generator": ("conditioner", "generator")},
    {"discriminator": ("second_discriminator",), "generator": ("second_conditioner", "refiner")},
)


class StackGAN(AugmentedCaptionGAN):
    """Zhang et al. 2016, equations 3 to 6, https://arxiv.org/abs/1612.03242

    Stage I makes a sketch of noise and of a draw from the caption's normal law, whose distance from the standard one
    costs; stage II, with a law of its own and no further noise, refines it, while all of stage I stands still, in
    inference mode. The discriminator of either stage sees real images with their text, with that of others, and fakes;
    sketches are compared with images averaged to their size. `callbacks.Stages` leads from one to the other.
    As in the authors' program the distance is a mean over the entries of the law and weighs 2 (paper: a sum, 1).
    Departs from the paper: the embedding is a fixed function of the caption.

    Args:
        conditioner: embedding [B, d] -> (μ, log σ²) [B, 2 u], see `networks.conditioner`.
        generator: (z, c [B, u]) -> sketch [B, h, w, C].
        discriminator: (sketch, embedding) -> logit [B, 1].
        second_conditioner: as `conditioner`, of stage II.
        refiner: (sketch, c [B, u]) -> image [B, H, W, C] in [-1, 1], H a multiple of h.
        second_discriminator: (image, embedding) -> logit [B, 1].
        law_weight: see `AugmentedCaptionGAN`.
        captions, encode, mismatch, subjects, prior, seed, name: see `CaptionedGAN`.

    Attributes:
        stage: 0 while sketches are learned, 1 from then on.
    """

    players = {player: (*MOVERS[0][player], *MOVERS[1][player]) for player in MOVERS[0]}
    monitors = ("score/matched", "score/mismatched", "score/fake", "law")

    def __init__(
        self,
        conditioner: keras.Model,
        generator: keras.Model,
        discriminator: keras.Model,
        second_conditioner: keras.Model,
        refiner: keras.Model,
        second_discriminator: keras.Model,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, conditioner, **kwargs)
        self.discriminator = discriminator
        self.second_conditioner = second_conditioner
        self.refiner = refiner
        self.second_discriminator = second_discriminator

    @property
    def latent_parts(self) -> tuple[int, ...]:
        return *super().latent_parts, self.refiner.inputs[1].shape[-1]

    @property
    def ratio(self) -> int:
        """How many times higher images are than sketches."""
        return self.refiner.output_shape[1] // self.refiner.inputs[0].shape[1]

    def weights_in_play(self, player: str) -> list[keras.Variable]:
        """Those of the stage that training is in."""
        return [w for name in MOVERS[self.stage][player] for w in getattr(self, name).trainable_weights]

    def train_step(self, batch: Any) -> None:
        (x, t), (x_other, _), differs = self.beside_others(batch)
        (D,) = self.in_training(*MOVERS[self.stage]["discriminator"])
        if not self.stage:
            x, x_other = (ops.average_pool(images, self.ratio) for images in (x, x_other))
        with self.turn("generator") as generator:
            fake, law = self.refined(x, t) if self.stage else self.sketched(x, t)
            with self.turn("discriminator") as discriminator:
                r, w, f = D([x, t]), D([x_other, t]), D([stop_gradient(fake), t])
                discriminator.loss = self.told_apart(r, w, f, differs)
            generator.loss = bce(1, D([fake, t])) + self.law_weight * law
        for name, value in zip(self.monitors, (mean(r), mean(w), mean(f), law), strict=True):
            self.track(name, value)

    def sketched(self, like: Tensor, t: Tensor) -> tuple[Tensor, Tensor]:
        """(sketches of stage I in training, the distance of their captions' laws)."""
        C, G = self.in_training("conditioner", "generator")
        c, law = self.augmented(C, like, t)
        return G([self.start(like), c]), law

    def refined(self, like: Tensor, t: Tensor) -> tuple[Tensor, Tensor]:
        """(images of stage II in training, of sketches that stand still; the distance of their captions' laws)."""
        C, G = (functools.partial(answer, network, training=False) for network in (self.conditioner, self.generator))
        sketch = G([self.start(like), self.augmented(C, like, t)[0]])
        second, R = self.in_training("second_conditioner", "refiner")
        c, law = self.augmented(second, like, t)
        return R([stop_gradient(sketch), c]), law

    def on_stage_begin(self, stage: int) -> None:
        for optimizer in self.optimizers.values():
            forget(optimizer)

    def pictures(self, z: Tensor, embedding: Tensor) -> dict[str, Tensor]:
        """Images, which are enlarged sketches until stage II begins, and the sketches alone."""
        noise, first = self.latent_parts[:2]
        start, ε = z[:, :noise], z[:, noise : noise + first]
        sketch = self.served("generator")([start, drawn(self.served("conditioner")(embedding), ε)])
        if self.stage:
            law = self.served("second_conditioner")(embedding)
            image = self.served("refiner")([sketch, drawn(law, z[:, noise + first :])])
        else:
            image = layers.UpSampling2D(self.ratio)(sketch)
        return {"generator": image, "sketch": sketch}
