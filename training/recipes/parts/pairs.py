"""Networks of a composed game, by the names that its options have."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import keras

from tfgan_suite import networks
from tfgan_suite.aliases import Shape
from tfgan_suite.layers import (
    MinibatchDiscrimination,
    SpectralConv2D,
    SpectralConv2DTranspose,
    SpectralDense,
)
from tfgan_suite.training.recipes.parts.exclusions import DEEP, OF_CONDITIONS, refuse_what_networks_lack

CRITIC_NORMS = {
    "batch": {"norm": networks.batch_norm},
    "layer": {"norm": networks.layer_norm},
    "none": {"norm": networks.no_norm},
    "spectral": {"norm": networks.no_norm, "dense": SpectralDense, "conv": SpectralConv2D},
}
GENERATOR_NORMS = ("batch", "virtual", "spectral", "style", "none")
KINDS = ("convolutional", *DEEP, "maxout", "capsules")


@dataclass(frozen=True)
class Choice:
    """What is asked of the networks of a composed game, under the names of its options.

    Args:
        field: "image" or "point".
        kind: one of `KINDS`; points have dense networks and are "convolutional" by name.
        shape: of one example.
        latent_dim: length of z.
        width: channels of the finest level.
        generator_norm: one of `GENERATOR_NORMS`; None is batch where there are convolutions.
        critic_norm: a key of `CRITIC_NORMS`; None is batch where there are convolutions.
        kernels: of minibatch discrimination; 0 leaves it out.
        attention: how many times higher images are than the maps that attend to themselves; None for none.

    Raises:
        SuiteError: options that the chosen networks do not have.
    """

    field: str
    kind: str
    shape: Shape
    latent_dim: int
    width: int
    generator_norm: str | None = None
    critic_norm: str | None = None
    kernels: int = 0
    attention: int | None = None

    def __post_init__(self) -> None:
        norms = self.generator_norm, self.critic_norm
        refuse_what_networks_lack(self.field, self.kind, *norms, self.kernels, self.attention)

    @property
    def of_generator(self) -> Mapping[str, Any]:
        """Arguments of a builder of generators of images, whatever it is told."""
        parts: dict[str, Any] = {"width": self.width, **self._residual}
        if self.kind == "residual":
            parts["trunk"] = networks.residual_image
        if self.generator_norm == "none":
            parts["norm"] = networks.no_norm
        if self.generator_norm == "spectral":
            conv = SpectralConv2DTranspose if self.kind == "convolutional" else SpectralConv2D
            parts |= {"dense": SpectralDense, "conv": conv}
        return parts

    @property
    def of_discriminator(self) -> Mapping[str, Any]:
        """The same for discriminators."""
        tail = partial(MinibatchDiscrimination, self.kernels) if self.kernels else None
        norm = CRITIC_NORMS[self.critic_norm or "batch"]
        trunk = {"trunk": networks.residual_features} if self.kind in DEEP else {}
        blocks = {"blocks": networks.BOTTLENECKS} if self.kind == "bottleneck" else {}
        return {"width": self.width, "tail": tail, **norm, **trunk, **blocks, **self._residual}

    @property
    def of_points(self) -> Mapping[str, Any]:
        """The same for discriminators of points."""
        return {"dense": SpectralDense} if self.critic_norm == "spectral" else {}

    @property
    def _residual(self) -> dict[str, Any]:
        """Arguments of residual trunks, going up or down."""
        orthogonal = {"initializer": keras.initializers.Orthogonal} if self.kind in OF_CONDITIONS else {}
        return {"attention": self.attention, **orthogonal} if self.kind in DEEP else {}


def pair(choice: Choice) -> tuple[keras.Model, keras.Model]:
    """(generator, discriminator) that are told nothing."""
    shape, latent_dim, width = choice.shape, choice.latent_dim, choice.width
    if choice.field == "point":
        return (
            networks.point_generator(shape[0], latent_dim),
            networks.point_discriminator(shape[0], **choice.of_points),
        )
    if choice.kind == "maxout":
        return networks.dense_generator(shape, latent_dim), networks.maxout_discriminator(shape)
    if choice.generator_norm == "virtual":
        generator = networks.virtual_generator(shape, latent_dim, width=width)
    elif choice.generator_norm == "style":
        generator = networks.styled_generator(shape, latent_dim, **choice.of_generator)
    else:
        generator = networks.generator(shape, latent_dim, **choice.of_generator)
    if choice.kind == "capsules":
        return generator, networks.capsule_discriminator(shape, width=2 * width, capsules=width // 4)
    return generator, networks.discriminator(shape, **choice.of_discriminator)
