"""Context encoder: holes in images filled. Pathak et al. 2016"""

from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras import ops
from keras.ops import mean, square, stop_gradient

from tfgan_suite.aliases import Array, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.core.latents import unit
from tfgan_suite.kinds.panels import beside
from tfgan_suite.losses import bce
from tfgan_suite.optimizers import adam


class ContextEncoder(GAN):
    """Pathak et al. 2016, eq. 1 to 4, https://arxiv.org/abs/1604.07379

    A batch is images in [-1, 1]. Each has a square hole, in its middle or anywhere; the generator is shown the image
    without what is in the hole, and where that is. It pays for the squared error in the hole, ten times as much along
    its border, and for a discriminator that sees the filled image. Departs from the paper: the generator is told the
    mask and may be any network, such as a U-Net, where the paper's fully connected layer holds to one size; the
    discriminator sees the filled image for all holes, the paper's only what is in one in the middle.

    Args:
        generator: (image with zeros in the hole and, as its last channel, the mask) [B, H, W, C + 1] -> image
            [B, H, W, C].
        discriminator: image -> logits.
        hole: side of the hole, as a share of the image's.
        anywhere: whether holes are at places drawn at random; False has them in the middle.
        border: pixels along the inside of the hole that count ten times; 7 in the paper.
        reconstruction: weight of the squared error; the discriminator's verdict has one minus that.
        seed, name: see `GAN`.
    """

    batch_fields = ("image",)
    needs_inputs = True
    players = {"discriminator": ("discriminator",), "generator": ("generator",)}
    monitors = ("squared_error",)
    emphasis = 10.0

    def __init__(
        self,
        generator: keras.Model,
        discriminator: keras.Model,
        *,
        hole: float = 0.5,
        anywhere: bool = True,
        border: int = 7,
        reconstruction: float = 0.999,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.generator = generator
        self.discriminator = discriminator
        self.hole = hole
        self.anywhere = anywhere
        self.border = border
        self.reconstruction = reconstruction

    def train_step(self, x: Tensor) -> None:
        G, D = self.in_training("generator", "discriminator")
        at = self.draw(unit, x, (2,))
        mask, inner = self.holes(at, x), self.holes(at, x, self.border)
        with self.turn("generator") as generator:
            made = G(torn(x, mask))
            filled = ops.where(mask > 0, made, x)
            with self.turn("discriminator") as discriminator:
                discriminator.loss = bce(1, D(x)) + bce(0, D(stop_gradient(filled)))
            weights = mask * (self.emphasis - (self.emphasis - 1) * inner)
            error = mean(weights * square(x - made)) / self.share
            adversarial = bce(1, D(filled))
            generator.loss = self.reconstruction * error + (1 - self.reconstruction) * adversarial
        self.track("squared_error", mean(mask * square(x - made)) / self.share)

    @property
    def share(self) -> float:
        """Of an image that is in its hole."""
        height, width, _ = self.image_shape
        high, wide = self.sides()
        return high * wide / (height * width)

    @property
    def image_shape(self) -> tuple[int, ...]:
        return self.generator.output_shape[1:]

    def sides(self) -> tuple[int, int]:
        """(height, width) of a hole in pixels."""
        height, width, _ = self.image_shape
        return round(self.hole * height), round(self.hole * width)

    def holes(self, at: Tensor, like: Tensor, inside: int = 0) -> Tensor:
        """Masks [B, H, W, 1], 1 in the hole.

        Args:
            at: where holes begin, as shares of the room that they have, [B, 2].
            like: images [B, H, W, C].
            inside: pixels that the hole is smaller by on each side; never so many that nothing of it is left.
        """
        height, width, _ = self.image_shape
        spans = []
        for axis, (side, long) in enumerate(zip(self.sides(), (height, width), strict=True)):
            share = at[:, axis : axis + 1] if self.anywhere else ops.full_like(at[:, :1], 0.5)
            first = ops.floor(share * (long - side + 1) * (1 - 1e-6))
            less = min(inside, (side - 1) // 2)
            place = ops.arange(long, dtype="float32")[None]
            spans.append((place >= first + less) & (place < first + side - less))
        rows, columns = spans
        return ops.cast(rows[:, :, None, None] & columns[:, None, :, None], like.dtype)

    def paper_optimizers(self) -> dict[str, keras.optimizers.Optimizer]:
        return {"discriminator": adam(2e-4, 0.5, 0.999), "generator": adam(2e-3, 0.5, 0.999)}

    def products(self) -> dict[str, keras.Model]:
        """(image, mask [B, H, W, 1]) -> the image with what is masked filled in, and all else copied."""
        image = keras.Input(self.image_shape, name="image")
        mask = keras.Input((*self.image_shape[:2], 1), name="mask")
        known = image * (1 - mask)
        made = self.served("generator")(keras.layers.Concatenate()([known, mask]))
        filled = keras.layers.Add(name="filled", dtype="float32")([known, made * mask])
        return {"generator": keras.Model([image, mask], filled, name="generator")}

    def torn_at(self, images: Array, *, seed: int = 0) -> Array:
        """Masks [n, H, W, 1] of holes at places that follow from the seed."""
        return np.asarray(self.holes(unit((len(images), 2), (seed, 0)), tf.convert_to_tensor(images)))

    def fill(self, images: Array, masks: Array) -> Array:
        """Images [n, H, W, C] with what is masked [n, H, W, 1] filled in."""
        return by_chunks(self.products()["generator"], images, masks)

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """`n` held-out images with a hole, filled, and as they are, side by side, [n, H, 3 W, C]."""
        x = np.asarray(inputs)[:n]
        masks = self.torn_at(x, seed=seed)
        return beside(x * (1 - masks), self.fill(x, masks), x)


def torn(images: Tensor, mask: Tensor) -> Tensor:
    """Images with zeros in their holes, and the mask as a further channel."""
    return ops.concatenate([images * (1 - mask), mask], axis=-1)
