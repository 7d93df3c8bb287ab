"""The two networks of a composed game, by the names that its options have."""

from functools import partial

from tfgan_suite import networks
from tfgan_suite.errors import SuiteError
from tfgan_suite.layers import MinibatchDiscrimination, SpectralConv2D, SpectralDense

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


def pair(field, kind, shape, latent_dim, width, generator_norm, critic_norm, kernels):
    """(generator, discriminator) for examples of `shape`.

    Args:
        field: "image" or "point".
        kind: "convolutional", "maxout" or "capsules", for images.
        shape: of one example.
        latent_dim: length of z.
        width: channels of the finest level.
        generator_norm: "batch", "virtual" or "none".
        critic_norm: "batch", "layer", "spectral" or "none".
        kernels: of minibatch discrimination; 0 leaves it out.

    Raises:
        SuiteError: options that the chosen networks do not have.
    """
    tail = partial(MinibatchDiscrimination, kernels) if kernels else None
    if field == "point" or kind != "convolutional":
        refuse_what_only_convolutions_have(field, kind, generator_norm, critic_norm, kernels)
    if field == "point":
        spectral = {"dense": SpectralDense} if critic_norm == "spectral" else {}
        return networks.point_generator(shape[0], latent_dim), networks.point_discriminator(shape[0], **spectral)
    if kind == "maxout":
        return networks.dense_generator(shape, latent_dim), networks.maxout_discriminator(shape)
    generator = GENERATORS[generator_norm](shape, latent_dim, width=width)
    if kind == "capsules":
        return generator, networks.capsule_discriminator(shape, width=2 * width, capsules=width // 4)
    return generator, networks.discriminator(shape, width=width, tail=tail, **CRITIC_NORMS[critic_norm])


def refuse_what_only_convolutions_have(field, kind, generator_norm, critic_norm, kernels):
    """One line for an option that other networks would silently leave out."""
    norms = {"layer"} if field == "point" else {"layer", "spectral"}
    asked = {
        f"--generator-norm {generator_norm}": generator_norm == "virtual" and (field == "point" or kind == "maxout"),
        f"--critic-norm {critic_norm}": critic_norm in norms,
        f"--minibatch-kernels {kernels}": kernels > 0,
    }
    if vain := [option for option, given in asked.items() if given]:
        these = "networks for points are dense" if field == "point" else f"--networks is {kind}"
        raise SuiteError(f"{vain[0]} needs the convolutional discriminator and generator of images; {these}.")
