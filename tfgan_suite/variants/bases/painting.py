"""Painting games: the product makes images of label maps."""

from typing import Any

import keras
import numpy as np
from keras import layers, ops

from tfgan_suite.aliases import Array, Shape, Tensor
from tfgan_suite.core.chunks import by_chunks
from tfgan_suite.core.gan import GAN
from tfgan_suite.kinds.masks import coloured
from tfgan_suite.kinds.panels import beside
from tfgan_suite.layers import Boundaries
from tfgan_suite.variants.bases.perceptual import map_error


class PaintingGAN(GAN):
    """A game that a batch of (mask [B, H, W, K], image [B, H, W, C]) is dealt to, both in [-1, 1], or of (mask,
    instances [B, H, W, 1], image) where the things in the images have numbers.

    Its networks are given the layout of an image: 1 in the channel of each pixel's class, nothing where it is void, and
    in a last channel 1 where things end, as far as they have numbers.

    Args:
        maps: image -> maps of a trained network, frozen, such as `networks.perceptual_maps`; None compares none.
        matching: weight of the distance of the discriminators' hidden layers.
        perceptual: weight of that of the trained network's maps.
        instances: whether things have numbers.
        seed, name: see `GAN`.
    """

    needs_inputs = True
    frozen: tuple[str, ...] = ("maps",)

    def __init__(
        self,
        maps: keras.Model | None = None,
        *,
        matching: float = 10.0,
        perceptual: float = 10.0,
        instances: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.maps = maps
        self.frozen = self.frozen if maps is not None else ()
        self.matching = matching
        self.perceptual = perceptual
        self.instances = instances

    @property
    def batch_fields(self) -> tuple[str, ...]:  # type: ignore[override]  # things may have numbers
        return ("mask", *(["instances"] if self.instances else []), "image")

    def layout(self, mask: Tensor, *instances: Tensor) -> Tensor:
        """What networks are given, [B, H, W, K] or [B, H, W, K + 1]."""
        marked = ops.cast(mask > 0, mask.dtype)
        return ops.concatenate([marked, *map(Boundaries(), instances)], axis=-1)

    def content(self, x: Tensor, fake: Tensor) -> Tensor | float:
        """The weighted error of a trained network's maps; nothing without one."""
        return 0.0 if self.maps is None else self.perceptual * map_error(self, x, fake)

    def of_label_maps(self, painted: Any, layout_shape: Shape, *others: Any) -> keras.Model:
        """What is served: (label map, numbers of things if they have some, and others) -> image.

        Args:
            painted: (layout, others) -> image.
            layout_shape: (H, W, channels) of the layout.
            others: further inputs.
        """
        *sides, channels = layout_shape
        label_map = keras.Input((*sides, channels - self.instances), name="label_map")
        things = [keras.Input((*sides, 1), name="instances")] if self.instances else []
        layout = layers.Concatenate()([label_map, *map(Boundaries(), things)]) if things else label_map
        image = layers.Identity(name="image")(painted(layout, *others))
        return keras.Model([label_map, *things, *others], image, name="generator")

    def paintable(self, mask: Array, *instances: Array, seed: int = 0) -> tuple[Array, ...]:
        """The inputs of the product for masks and numbers of things as a batch has them, in [-1, 1]."""
        return (np.asarray(mask > 0, "float32"), *instances)

    def paint(self, *layout: Array, seed: int = 0) -> Array:
        """Images [n, H, W, C] of masks, and of numbers of things if they have some; the same for the same seed."""
        return by_chunks(self.products()["generator"], *self.paintable(*layout, seed=seed))

    def sample(self, n: int, *, seed: int = 0, inputs: Any = None) -> Any:
        """Label map, what is made of it, and the real image of `n` held-out examples side by side, [n, H, 3 W, 3]."""
        *layout, image = (np.asarray(each)[:n] for each in inputs)
        return beside(coloured(layout[0] > 0), self.paint(*layout, seed=seed), image)
