"""Networks of a composed game, by the names that its options have."""

from functools import partial

import keras

from tfgan_suite import networks
from tfgan_suite.aliases import Shape
from tfgan_suite.layers import MinibatchDiscrimination, SpectralConv2D, SpectralDense
from tfgan_suite.training.recipes.parts.exclusions import refuse_what_networks_lack

CRITIC_NORMS = {
    "batch": {"norm": networks.batch_norm},
    "layer": {"norm": networks.layer_norm},
    "none": {"norm": networks.no_norm},
    "spectral": {"norm": networks.no_norm, "dense": SpectralDense, "conv": SpectralConv2D},
}
GENERATORS = {
    "batch": networks.generator,
    "none": partial(networks.generator, norm=networks.no_norm),
    "virtual": networks.virtual_generator,
}


def pair(
    field: str,
    kind: str,
    shape: Shape,
    latent_dim: int,
    width: int,
    generator_norm: str | None,
    critic_norm: str | None,
    kernels: int,
) -> tuple[keras.Model, keras.Model]:
    """(generator, discriminator) for examples of `shape`.

    Args:
        field: "image" or "point".
        kind: "convolutional", "maxout" or "capsules", for images.
        shape: of one example.
        latent_dim: length of z.
        width: channels of the finest level.
        generator_norm: "batch", "virtual" or "none"; None is batch where there are convolutions.
        critic_norm: "batch", "layer", "spectral" or "none"; None is batch where there are convolutions.
        kernels: of minibatch discrimination; 0 leaves it out.

    Raises:
        SuiteError: options that the chosen networks do not have.
    """
    tail = partial(MinibatchDiscrimination, kernels) if kernels else None
    refuse_what_networks_lack(field, kind, generator_norm, critic_norm, kernels)
    if field == "point":
        spectral = {"dense": SpectralDense} if critic_norm == "spectral" else {}
        return networks.point_generator(shape[0], latent_dim), networks.point_discriminator(shape[0], **spectral)
    if kind == "maxout":
        return networks.dense_generator(shape, latent_dim), networks.maxout_discriminator(shape)
    generator = GENERATORS[generator_norm or "batch"](shape, latent_dim, width=width)
    if kind == "capsules":
        return generator, networks.capsule_discriminator(shape, width=2 * width, capsules=width // 4)
    return generator, networks.discriminator(shape, width=width, tail=tail, **CRITIC_NORMS[critic_norm or "batch"])
