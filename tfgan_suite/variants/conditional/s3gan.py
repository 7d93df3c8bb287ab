"""S3GAN: a conditional GAN that finds missing labels itself, and learns how images are turned. Lucic et al. 2019"""

from typing import Any

import keras
from keras import ops
from keras.ops import mean, stop_gradient

from tfgan_suite.aliases import Tensor
from tfgan_suite.errors import SuiteError
from tfgan_suite.losses import Hinge, cross_entropy
from tfgan_suite.networks.images.told.self_supervised import QUARTERS
from tfgan_suite.optimizers import adam
from tfgan_suite.variants.bases.conditional import ConditionalGAN

UNKNOWN = -1


class S3GAN(ConditionalGAN):
    """Lucic et al. 2019, sections 3.2 and 3.3 (S²GAN with co-training, and self-supervision),
    https://arxiv.org/abs/1903.02271

    The discriminator projects labels on its features. Where a real image has none, it takes that which a second head
    finds likeliest; this head learns from labelled real images alone. A third head learns by which quarter turn real
    images were turned, and the generator pays for fakes whose turn it cannot see. As in the authors' program every
    fourth image is shown in all four orientations.

    Args:
        generator: (z, label int32 [B]) -> image [B, side, side, C] in [-1, 1].
        discriminator: see `networks.self_supervised_discriminator`.
        num_classes: labels are 0 ... num_classes - 1; -1 is a label that is not known.
        frequencies: of the classes among labelled images; all alike by default.
        class_weight: of the cross-entropy of known labels in the discriminator's loss; 1 in the program.
        turn_weight: of the cross-entropy of real images' turns in the discriminator's loss; 1 in the program.
        fake_turn_weight: of that of fakes' turns in the generator's loss; .2 in the program.
        n_critic: discriminator steps, each on fresh data, for each of the generator.
        prior, seed, name: see `LatentGAN` and `GAN`.

    Raises:
        SuiteError: images that are not square, which a quarter turn does not leave their shape.
    """

    batch_fields = ("example", "known_label")
    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("labels_found", "turns_found", "real_score", "fake_score")

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        class_weight: float = 1.0,
        turn_weight: float = 1.0,
        fake_turn_weight: float = 0.2,
        n_critic: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(generator, **kwargs)
        height, width, _ = discriminator.input_shape[1:]
        if height != width:
            raise SuiteError(f"S3GAN turns images by quarters and these are {height}x{width}: give a square size.")
        self.discriminator = discriminator
        self.class_weight = class_weight
        self.turn_weight = turn_weight
        self.fake_turn_weight = fake_turn_weight
        self.n_critic = n_critic

    @property
    def minibatches_per_step(self) -> int:
        return self.n_critic

    def train_step(self, batch: Any) -> None:
        G, D = self.in_training("generator", "discriminator")
        for x, known in self.deal(batch, self.n_critic):
            with self.turn("discriminator") as discriminator:
                c = self.labels(x)
                real, fake = D(x), D(stop_gradient(G([self.noise(x), c])))
                r, f = score(real, self.completed(known, real)), score(fake, c)
                cost, right = self.found(known, real)
                turn_cost, turns_right = turned(D, x)
                beside = self.class_weight * cost + self.turn_weight * turn_cost
                discriminator.loss = Hinge().discriminator(r, f) + beside
            for name, value in zip(self.monitors, (right, turns_right, mean(r), mean(f)), strict=True):
                self.track(name, value)
        with self.turn("generator") as generator:
            c = self.labels(x)
            fake = G([self.noise(x), c])
            generator.loss = Hinge().generator(score(D(fake), c)) + self.fake_turn_weight * turned(D, fake)[0]

    def completed(self, known: Tensor, said: Any) -> Tensor:
        """Labels int32 [B]: those that are known, and where none is the likeliest by what the discriminator said."""
        return ops.where(known == UNKNOWN, ops.cast(ops.argmax(said[2], -1), known.dtype), known)

    def found(self, known: Tensor, said: Any) -> tuple[Tensor, Tensor]:
        """(cross-entropy, share that is read rightly) of the labels that are known, means over the global batch."""
        is_known = ops.cast(known != UNKNOWN, "float32")
        labels = ops.maximum(known, 0)
        share = ops.maximum(self.all_reduce_mean(mean(is_known)), 1e-6)
        cost = keras.losses.sparse_categorical_crossentropy(labels, said[2], from_logits=True)
        right = ops.cast(ops.argmax(said[2], -1) == ops.cast(labels, "int32"), "float32")
        return mean(is_known * cost) / share, mean(is_known * right) / share

    def products(self) -> dict[str, keras.Model]:
        """The generator, and the head of classes: image -> probabilities [B, K]."""
        classes = keras.layers.Softmax(name="probabilities", dtype="float32")(self.discriminator.outputs[2])
        classifier = keras.Model(self.discriminator.inputs, classes, name="classifier")
        return {**super().products(), "classifier": classifier}

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"discriminator": adam(5e-4, 0.0, 0.999), "generator": adam(1e-4, 0.0, 0.999)}


def score(said: Any, label: Tensor) -> Tensor:
    """The projected scores [B, 1] of labels int32 [B]."""
    source, projections, *_ = said
    return source + ops.sum(projections * ops.one_hot(label, projections.shape[-1]), -1, keepdims=True)


def turned(D: Any, x: Tensor) -> tuple[Tensor, Tensor]:
    """(cross-entropy, share that is read rightly) of the quarter turns of every fourth image, each in all four."""
    x = x[::QUARTERS]
    quarters = ops.concatenate([ops.full_like(x[:, 0, 0, 0], k, dtype="int32") for k in range(QUARTERS)])
    logits = D(ops.concatenate([ops.rot90(x, k, axes=(1, 2)) for k in range(QUARTERS)]))[3]
    right = ops.cast(ops.argmax(logits, -1) == quarters, "float32")
    return cross_entropy(quarters, logits), mean(right)
