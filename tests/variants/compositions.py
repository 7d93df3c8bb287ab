"""Small games that are compositions: objectives, conditions, regularizers, augmentations, networks, in combinations."""

from functools import partial

import keras

from tests.variants.noise import SHAPE
from tfgan_suite import conditions, layers, losses, networks, regularizers, variants

SMALL = {"width": 4, "norm": networks.no_norm}


def composed(kind=variants.ComposedGAN, **parts):
    return kind(networks.generator(SHAPE, 5, **SMALL), networks.discriminator(SHAPE, **SMALL), **parts)


def told(condition, generator, discriminator, kind=variants.ComposedGAN, **parts):
    return kind(generator(SHAPE, condition, 5), discriminator(SHAPE, condition), condition=condition, **parts)


def concatenated():
    """Labels as frequent as they are, and two steps of the discriminator."""
    generator, discriminator = (
        partial(f, **SMALL) for f in (networks.conditional_generator, networks.concat_discriminator)
    )
    return told(conditions.Label(3, (0.5, 0.3, 0.2)), generator, discriminator, n_critic=2)


def projected():
    """With a penalty of the slope, through an augmentation, compared with reals."""
    generator, discriminator = (
        partial(f, **SMALL) for f in (networks.conditional_generator, networks.projection_discriminator)
    )
    parts = {"regularizers": [regularizers.R1(1.0)], "augmentation": layers.DiffAugment()}
    return told(conditions.Label(3), generator, discriminator, objective=losses.Relativistic(), **parts)


def multiplied():
    """Attributes, penalties of the generator, and more fakes than reals in its step."""
    generator, discriminator = (
        partial(f, **SMALL) for f in (networks.hadamard_generator, networks.hadamard_discriminator)
    )
    prices = [regularizers.ModeSeeking(1e-6), regularizers.Orthogonal(0.1)]
    condition = conditions.Vector(3, [[0, 0, 1], [1, 1, 0]])
    return told(condition, generator, discriminator, generator_regularizers=prices, fakes_per_real=2)


def classified():
    """An auxiliary classifier, a generator whose maps are normalized by the label, minibatch discrimination."""
    norm = partial(keras.layers.GroupNormalization, groups=1, scale=False, center=False)
    tail = partial(layers.MinibatchDiscrimination, 3, 2)
    condition = conditions.AuxiliaryClassifier(conditions.Label(3))
    generator = partial(networks.normalized_generator, width=4, norm=norm)
    discriminator = partial(networks.classifying_discriminator, tail=tail, **SMALL)
    rules = [regularizers.LeCam(0.1), regularizers.Consistency(1.0, fakes=True)]
    return told(condition, generator, discriminator, regularizers=rules, objective=losses.Hinge())


def contrasted(condition):
    """Embeddings of the whole batch compared with one another."""
    norm = partial(keras.layers.GroupNormalization, groups=1, scale=False, center=False)
    generator = partial(networks.normalized_generator, width=4, norm=norm)
    discriminator = partial(networks.embedding_discriminator, units=6, **SMALL)
    return told(condition(conditions.Label(3)), generator, discriminator, objective=losses.Hinge())


def attending():
    """Residual networks that attend to themselves, the generator's normalized by the label, all weights spectral."""
    norm = partial(keras.layers.GroupNormalization, groups=1, scale=False, center=False)
    spectral = {"conv": layers.SpectralConv2D, "dense": layers.SpectralDense, "width": 4, "attention": 2}
    generator = partial(networks.normalized_generator, norm=norm, trunk=networks.residual_image, **spectral)
    spectral = {**spectral, "norm": networks.no_norm}
    discriminator = partial(networks.projection_discriminator, trunk=networks.residual_features, **spectral)
    game = told(conditions.Label(3), generator, discriminator, objective=losses.Hinge())
    for network in (game.generator, game.discriminator):
        (gate,) = (layer for layer in network.layers if isinstance(layer, layers.Gate))
        gate.gamma.assign(0.5)  # at 0, where it starts, nothing passes
    return game


def styled():
    """Maps normalized by a style that is made of z and the label."""
    condition = conditions.Label(3)
    parts = {"style_dim": 4, "mapping_depth": 2, "width": 4}
    generator = networks.styled_generator(SHAPE, 5, condition, **parts)
    return variants.ComposedGAN(
        generator, networks.projection_discriminator(SHAPE, condition, **SMALL), condition=condition
    )


def hierarchical():
    """Parts of z told to each block, and filters that are kept orthogonal."""
    norm = partial(keras.layers.GroupNormalization, groups=1, scale=False, center=False)
    parts = {"embedding": 3, "width": 4, "last_norm": networks.no_norm, "norm": norm}
    generator = partial(networks.hierarchical_generator, **parts, dense=layers.SpectralDense)
    discriminator = partial(networks.projection_discriminator, trunk=networks.residual_features, **SMALL)
    rules = {"generator_regularizers": [regularizers.Orthogonal(0.1)], "n_critic": 2}
    return told(conditions.Label(3), generator, discriminator, objective=losses.Hinge(), **rules)


def bottleneck():
    """Blocks of four convolutions, all of z told to each, going up and down."""
    norm = partial(keras.layers.GroupNormalization, groups=1, scale=False, center=False)
    parts = {"embedding": 3, "width": 8, "last_norm": networks.no_norm, "norm": norm}
    generator = partial(networks.bottleneck_generator, **parts, dense=layers.SpectralDense)
    trunk = partial(networks.residual_features, blocks=networks.BOTTLENECKS)
    discriminator = partial(networks.projection_discriminator, trunk=trunk, **SMALL)
    return told(conditions.Label(3), generator, discriminator, objective=losses.Hinge())


def steep():
    """A gradient penalty, several steps of the discriminator, and more fakes than reals in the generator's."""
    return composed(regularizers=[regularizers.R1(1.0)], n_critic=2, fakes_per_real=2)


def dragan():
    return composed(regularizers=[regularizers.DRAGAN(1.0)])


def augmented():
    """What helps with little data, on a relativistic objective and spectral layers."""
    augmentation = layers.AdaptiveAugment(images=100)
    augmentation.p.assign(0.5)
    objective = losses.RelativisticAverage(losses.LeastSquares())
    penalties = [regularizers.LeCam(0.1), regularizers.Consistency(1.0, fakes=True)]
    spectral = {"conv": layers.SpectralConv2D, "dense": layers.SpectralDense}
    return variants.ComposedGAN(
        networks.generator(SHAPE, 5, **SMALL),
        networks.discriminator(SHAPE, **SMALL, **spectral),
        objective=objective,
        regularizers=penalties,
        augmentation=augmentation,
    )


def clipped():
    """A clipped critic; minibatch discrimination, and virtual batch normalization with a reference of 3."""
    generator = networks.virtual_generator(SHAPE, 5, reference=3, width=4)
    critic = networks.discriminator(SHAPE, tail=partial(layers.MinibatchDiscrimination, 3, 2), **SMALL)
    rule = regularizers.Clipping(0.3)
    return variants.ComposedGAN(generator, critic, objective=losses.Wasserstein(), regularizers=[rule])


def feature_matching():
    """On what capsules say."""
    discriminator = networks.capsule_discriminator(SHAPE, width=4, kernel_size=3, capsules=2)
    return variants.FeatureMatchingGAN(networks.generator(SHAPE, 5, **SMALL), discriminator)
