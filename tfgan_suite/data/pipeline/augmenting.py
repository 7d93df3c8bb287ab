"""Data augmentation: random changes of training images, drawn anew for every batch.

Draws are a pure function of the seed and the number of the batch, as the order of a stream is: a stream that is entered
at any batch, or shared by any number of replicas, gives the same images. No image is kept changed. What a discriminator
sees all images through, fakes too, is another thing: `layers.DiffAugment`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from tfgan_suite.aliases import Tensor
from tfgan_suite.data.pipeline.colours import jittered
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.pipeline.pixels import to_float
from tfgan_suite.data.pipeline.resizing import INSTANCES, MASK
from tfgan_suite.data.pipeline.warping import enlarged, mirrored, placements, warped
from tfgan_suite.errors import SuiteError

DRAWS = ("mirror", "top", "left", "turn", "brightness", "contrast", "saturation")
LARGEST_CROP = 2


@dataclass(frozen=True)
class DataAugmentation:
    """Which random changes images of training batches undergo; none by default.

    All images of an example are changed alike: both of a pair, an image and its mask, the frames of a clip. Masks, and
    numbers of things, keep their values, by the nearest pixel, and their colours.

    Args:
        mirror: half of the images are mirrored, left for right.
        crop_from: images are enlarged, bilinearly, until their shorter side has so many pixels, and a part of their
            former size is cut out at random (pix2pix: 286 for images of 256); 0 leaves that out.
        turn: the most degrees, 0 to 180, that images are turned by, either way, bilinearly; what comes in at the
            corners is a reflection.
        colour_jitter: brightness, contrast and saturation are each multiplied by a factor from 1 minus this to 1 plus
            this, 0 to 1.
        apart: fields whose images are no part of the same example, such as the second of two domains; their changes are
            drawn for themselves.

    Raises:
        SuiteError: a number outside its range.
    """

    mirror: bool = False
    crop_from: int = 0
    turn: float = 0.0
    colour_jitter: float = 0.0
    apart: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value, most in (("turn", self.turn, 180), ("colour_jitter", self.colour_jitter, 1)):
            if not 0 <= value <= most:
                raise SuiteError(f"{name} {value:g} does not fit: give a number from 0 to {most}")

    def __bool__(self) -> bool:
        return bool(self.mirror or self.crop_from or self.turn or self.colour_jitter)

    def __str__(self) -> str:
        words = {
            "mirrored": self.mirror,
            f"cut from {self.crop_from}": self.crop_from,
            f"turned by up to {self.turn:g} degrees": self.turn,
            f"colours changed by up to {self.colour_jitter:.0%}": self.colour_jitter,
        }
        return ", ".join(word for word, is_made in words.items() if is_made)

    def check(self, examples: Examples, fields: Sequence[str]) -> None:
        """Raises SuiteError where these fields of the examples hold no images, or images that cannot be cut out so."""
        sides = [min(examples[field].shape[-3:-1]) for field in fields if _is_of_images(examples[field])]
        if not sides:
            raise SuiteError(f"{examples.name} holds no images to augment: leave out what mirrors, cuts or turns them")
        if self.crop_from and not max(sides) <= self.crop_from <= LARGEST_CROP * min(sides):
            raise SuiteError(
                f"crop_from {self.crop_from} does not fit images of side {max(sides)}: give a number from {max(sides)} "
                f"to {LARGEST_CROP * min(sides)}, or 0 (--crop-from)"
            )

    def __call__(self, seed: Tensor, number: Tensor, batch: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """A batch of examples with its images changed.

        Args:
            seed: of the stream, an int64 scalar.
            number: of the batch, an int64 scalar.
            batch: tensors [B, ...] by field; images are uint8 [B, H, W, C], clips [B, T, H, W, C].

        Returns:
            The same fields, what was of images as float32 in [-1, 1].
        """
        draws: dict[int, dict[str, Tensor]] = {}
        changed = dict(batch)
        for field, images in batch.items():
            if _is_of_images(images):
                group = 1 + self.apart.index(field) if field in self.apart else 0
                if group not in draws:
                    draws[group] = _drawn(images.shape[0], seed, number, group)
                changed[field] = self._changed(images, draws[group], is_mask=field in (MASK, INSTANCES))
        return changed

    def _changed(self, images, draws, is_mask):
        if self.mirror:
            images = mirrored(images, draws["mirror"] < 0.5)
        images = to_float(images)
        if self.crop_from or self.turn:
            *_, height, width, _ = images.shape
            angles = np.deg2rad(self.turn).astype("float32") * (2 * draws["turn"] - 1)
            large = enlarged((height, width), self.crop_from or min(height, width))
            places = placements((height, width), large, draws["top"], draws["left"], angles)
            images = warped(images, places, nearest=is_mask)
        if self.colour_jitter and not is_mask:
            factors = (1 + self.colour_jitter * (2 * draws[name] - 1) for name in DRAWS[-3:])
            images = jittered(images, *factors)
        return images


def _is_of_images(array):
    return array.dtype == np.uint8 and len(array.shape) in (4, 5)


def _drawn(n, seed, number, group):
    """Numbers [n] in [0, 1) for each of `DRAWS`, by the seed, the number of the batch and that of the group.

    The seeds of permutations, (seed, number of a pass), are none of these.
    """
    key = tf.random.experimental.stateless_fold_in(tf.stack([seed, number]), group, alg="philox")
    return dict(zip(DRAWS, tf.unstack(tf.random.stateless_uniform((len(DRAWS), n), key, alg="philox")), strict=True))
