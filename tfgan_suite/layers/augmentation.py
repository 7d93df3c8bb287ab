"""Differentiable augmentation: transformations of reals and fakes before the discriminator, for small data sets."""

from collections.abc import Callable
from typing import Any

import keras
import tensorflow as tf

from tfgan_suite.aliases import Config, Draw, Tensor
from tfgan_suite.core.latents import unit
from tfgan_suite.core.replicas import all_reduce_mean, rows_of

COLOUR, TRANSLATION, CUTOUT = "color", "translation", "cutout"
POLICY = f"{COLOUR},{TRANSLATION},{CUTOUT}"


class Augmentation(keras.layers.Layer):
    """Images [B, H, W, C] in [-1, 1] -> changed images; randomness is dealt by the game."""

    def __call__(self, images: Tensor, draw: Draw) -> Tensor:
        """The changed images.

        Args:
            images: [B, H, W, C].
            draw: `(distribution, like, shape)` -> random numbers; see `GAN.draw`.
        """
        raise NotImplementedError

    def after(self, game: Any, r: Tensor) -> None:
        """Called with the scores of real images when the discriminator has moved."""


@keras.saving.register_keras_serializable(package="tfgan_suite")
class DiffAugment(Augmentation):
    """Brightness, saturation and contrast; shifts; holes. Zhao et al. 2020, section 3, https://arxiv.org/abs/2006.10738

    Args:
        policy: names out of color, translation and cutout, with commas.
        share: how far images are shifted at most, as a share of their side.
        hole: side of the hole as a share of the image's.

    Raises:
        ValueError: a name that is none of these.
    """

    def __init__(self, policy: str = POLICY, share: float = 0.125, hole: float = 0.5, **options: Any) -> None:
        super().__init__(**options)
        if unknown := set(policy.split(",")) - set(POLICY.split(",")):
            raise ValueError(f"policy holds {', '.join(unknown)}; there are {POLICY}.")
        self.policy = policy
        self.share = share
        self.hole = hole
        self.built = True

    def __call__(self, images: Tensor, draw: Draw) -> Tensor:
        for change in self.changes():
            images = change(images, draw)
        return images

    def changes(self) -> list[Callable[[Tensor, Draw], Tensor]]:
        """Functions (images, draw) -> images, in the order of the policy."""
        functions: dict[str, tuple[Callable[[Tensor, Draw], Tensor], ...]] = {
            COLOUR: (brighter, saturated, contrasted),
            TRANSLATION: (lambda x, draw: shifted(x, draw, self.share),),
            CUTOUT: (lambda x, draw: pierced(x, draw, self.hole),),
        }
        return [function for name in self.policy.split(",") for function in functions[name]]

    def get_config(self) -> Config:
        return {**super().get_config(), "policy": self.policy, "share": self.share, "hole": self.hole}


@keras.saving.register_keras_serializable(package="tfgan_suite")
class AdaptiveAugment(DiffAugment):
    """Each change is made with a probability that follows how much the discriminator overfits.

    Karras et al. 2020, section 3 and figure 16, https://arxiv.org/abs/2006.06676: r_t = E sign(D(x)) rises as the
    discriminator learns its images by heart; p rises while r_t is above its target, and falls below it. Departs from
    the paper in the changes themselves, which are mirroring and those of `DiffAugment` in place of its eighteen, and in
    taking r_t from every step in place of every fourth.

    Args:
        target: of r_t.
        images: how many training images p takes from 0 to 1 at the fastest.
        policy, share, hole: see `DiffAugment`.

    Attributes:
        p: the probability, in [0, 1].
    """

    def __init__(self, target: float = 0.6, images: int = 500_000, policy: str = POLICY, **options: Any) -> None:
        super().__init__(policy, **options)
        self.target = target
        self.images = images
        shared = {"trainable": False, "autocast": False, "aggregation": "only_first_replica"}
        self.p = self.add_weight((), "zeros", "float32", name="p", **shared)

    def __call__(self, images: Tensor, draw: Draw) -> Tensor:
        for change in (mirrored, *self.changes()):
            made = draw(unit, images, (1, 1, 1)) < self.p.value
            images = tf.where(made, change(images, draw), images)
        return images

    def after(self, game: Any, r: Tensor) -> None:
        overfit = all_reduce_mean(tf.reduce_mean(tf.sign(r)))
        batch = tf.cast(rows_of(r) * game.replicas, tf.float32)
        game.assign_state(
            self.p, tf.clip_by_value(self.p + tf.sign(overfit - self.target) * batch / self.images, 0.0, 1.0)
        )

    def get_config(self) -> Config:
        return {**super().get_config(), "target": self.target, "images": self.images}


def brighter(x: Tensor, draw: Draw) -> Tensor:
    """Every image brighter or darker by up to half of [0, 1]'s range."""
    return x + (draw(unit, x, (1, 1, 1)) - 0.5)


def saturated(x: Tensor, draw: Draw) -> Tensor:
    """Channels up to twice as far from their mean; nothing for grey images."""
    grey = tf.reduce_mean(x, axis=3, keepdims=True)
    return (x - grey) * (2 * draw(unit, x, (1, 1, 1))) + grey


def contrasted(x: Tensor, draw: Draw) -> Tensor:
    """Pixels half to one and a half times as far from the image's mean."""
    mean = tf.reduce_mean(x, axis=(1, 2, 3), keepdims=True)
    return (x - mean) * (draw(unit, x, (1, 1, 1)) + 0.5) + mean


def mirrored(x: Tensor, draw: Draw) -> Tensor:
    """Half of the images with left for right: turned i times, i ~ U{0, 1}. If all were, mirrored fakes would pass."""
    return tf.where(draw(unit, x, (1, 1, 1)) < 0.5, x[:, :, ::-1], x)


def shifted(x: Tensor, draw: Draw, share: float) -> Tensor:
    """Each image moved by up to `share` of its sides, rows and columns of 0 coming in."""
    height, width = x.shape[1:3]
    reach = [int(side * share + 0.5) for side in (height, width)]
    rows, columns = (_around(draw(unit, x), most) for most in reach)
    rows = tf.range(height) + rows[:, None] + reach[0]
    columns = tf.range(width) + columns[:, None] + reach[1]
    padded = tf.pad(x, [[0, 0], [reach[0]] * 2, [reach[1]] * 2, [0, 0]])
    return tf.gather(tf.gather(padded, rows, axis=1, batch_dims=1), columns, axis=2, batch_dims=1)


def pierced(x: Tensor, draw: Draw, hole: float) -> Tensor:
    """A rectangle of 0 somewhere in each image; its centre may be anywhere, so that it may reach over the edge."""
    inside = []
    for side in x.shape[1:3]:
        size = int(side * hole + 0.5)
        first = tf.cast(draw(unit, x) * (side + 1 - size % 2), tf.int32)[:, None] - size // 2
        inside.append((tf.range(side) >= first) & (tf.range(side) < first + size))
    holes = inside[0][:, :, None] & inside[1][:, None, :]
    return x * tf.cast(~holes, x.dtype)[..., None]


def _around(u, most):
    """Integers from -most to most, all as likely."""
    return tf.cast(u * (2 * most + 1), tf.int32) - most
