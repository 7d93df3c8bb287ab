import keras
import numpy as np
import pytest

from tfgan_suite import layers, networks
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks.pyramid import pyramid
from tfgan_suite.training.recipes.objectives.combinations import CARDS
from tfgan_suite.training.recipes.parts.pairs import Choice, pair

SHAPES = [(8, 8, 1), (12, 20, 3), (28, 28, 1), (36, 36, 3), (64, 64, 3), (100, 100, 3), (48, 256, 1), (256, 256, 3)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_any_size_goes_up_and_comes_down(shape):
    G = networks.generator(shape, 6, width=2, most=8)
    D = networks.discriminator(shape, width=2, most=8)
    image = G(np.zeros((2, 6), "float32"))
    assert image.shape == (2, *shape) and np.abs(image).max() <= 1
    assert D(image).shape == (2, 1)


def test_every_admissible_side_has_a_pyramid():
    for side in (*range(8, 257, 4), *range(288, 1025, 32)):
        (height, width), levels = pyramid((side, side, 1))
        assert height * 2**levels == width * 2**levels == side and height >= 4 and levels >= 1


@pytest.mark.parametrize("shape", [(30, 30, 1), (4, 4, 1), (260, 260, 3), (1056, 64, 3), (28, 28, 0)])
def test_other_sizes_are_refused(shape):
    with pytest.raises(SuiteError, match="multiples of 4 from 8 to 256"):
        networks.generator(shape)


@pytest.mark.parametrize("side", [512, 1024])
def test_large_sides_make_networks_deeper_and_no_wider(side):
    shape, levels = (side, side, 3), side.bit_length() - 3
    generator = networks.generator(shape, 8, width=2, most=16)
    for network in (generator, networks.discriminator(shape, width=2, most=16)):
        filters = [layer.filters for layer in network.layers if hasattr(layer, "filters")]
        assert len(filters) == levels and max(filters) == 16
    assert generator.output_shape == (None, *shape)


def test_networks_that_grow_with_the_area_refuse_large_sides():
    for build in (networks.dense_generator, networks.maxout_discriminator, networks.capsule_discriminator):
        with pytest.raises(SuiteError, match="make images of up to 256x256, not 288x512"):
            build((288, 512, 3))


def test_dcgan_has_no_pooling_and_no_hidden_dense_layer():
    G, D = networks.generator((28, 28, 1), 64), networks.discriminator((28, 28, 1))
    kinds = [type(layer).__name__ for layer in G.layers + D.layers]
    assert not [kind for kind in kinds if "Pool" in kind]
    assert [kind for kind in kinds if kind == "Dense"] == ["Dense", "Dense"]
    norms = {net: [isinstance(x, keras.layers.BatchNormalization) for x in net.layers] for net in (G, D)}
    assert sum(norms[G]) == 2 and sum(norms[D]) == 1
    assert not any(norms[G][-2:]), "no normalization at the generator's output"
    assert not any(norms[D][:3]), "nor at the discriminator's input"
    momenta = {x.momentum for x in G.layers + D.layers if isinstance(x, keras.layers.BatchNormalization)}
    assert momenta == {0.9}, "trainings may be short"


def test_the_first_pair_is_dense():
    G, D = networks.dense_generator((28, 28, 1), 100), networks.maxout_discriminator((28, 28, 1))
    kernels = {net: [x.kernel.shape for x in net.layers if isinstance(x, keras.layers.Dense)] for net in (G, D)}
    assert kernels[G] == [(100, 1200), (1200, 1200), (1200, 784)]
    assert kernels[D] == [(784, 240 * 5), (240, 240 * 5), (240, 1)]


def test_a_maxout_unit_is_the_largest_of_its_pieces():
    D = networks.maxout_discriminator((4, 4, 1), units=3, pieces=5)
    first, second, last = (x for x in D.layers if isinstance(x, keras.layers.Dense))
    image = np.random.default_rng(0).normal(size=(6, 16)).astype("float32")
    pieces = (image @ first.kernel.numpy()).reshape(6, 3, 5)
    units = keras.Model(D.inputs, second.input)(image.reshape(6, 4, 4, 1))
    np.testing.assert_allclose(units, pieces.max(axis=2), atol=1e-6)
    assert np.abs(units - pieces.reshape(6, 5, 3).max(axis=1)).max() > 1e-3, "pieces of one unit lie side by side"
    assert last.kernel.shape == (3, 1)


@pytest.mark.parametrize("norm", [networks.batch_norm, networks.layer_norm, networks.no_norm])
def test_scores_are_not_squashed(norm):
    image = (16, 16, 1)
    discriminators = [
        networks.discriminator(image, width=4, norm=norm),
        networks.maxout_discriminator(image),
        networks.point_discriminator(),
        networks.patch_discriminator(image, 1, width=4, norm=norm),
    ]
    assert {network.layers[-1].activation for network in discriminators} == {keras.activations.linear}


def test_parts_can_be_exchanged():
    parts = {"conv": layers.SpectralConv2D, "dense": layers.SpectralDense}
    D = networks.discriminator((16, 16, 3), width=4, norm=networks.no_norm, **parts)
    assert sum(isinstance(x, layers.SpectralNormalized) for x in D.layers) == 3


def test_a_decoder_of_two_codes_has_the_name_it_is_given():
    assert networks.two_code_decoder((8, 8, 1), 3, 2, width=4, name="stylizer").name == "stylizer"


@pytest.mark.parametrize("build", [networks.concat_discriminator, networks.projection_discriminator])
def test_a_conditional_discriminator_hears_its_label(build):
    D = build((8, 8, 1), 3, width=4, norm=networks.no_norm)
    image = np.random.default_rng(0).normal(size=(1, 8, 8, 1)).astype("float32")
    logits = [float(D([image, np.array([label])])[0, 0]) for label in range(3)]
    assert len(set(logits)) == 3


def test_the_projection_is_an_inner_product_with_the_labels_row():
    D = networks.projection_discriminator((8, 8, 1), 3, width=4, norm=networks.no_norm)
    image = np.random.default_rng(0).normal(size=(1, 8, 8, 1)).astype("float32")
    φ = keras.Model(D.inputs[0], D.get_layer("source").input)(image)
    V = D.get_layer("projection").kernel
    difference = D([image, np.array([2])]) - D([image, np.array([0])])
    np.testing.assert_allclose(difference[0, 0], np.dot(φ[0], V[2] - V[0]), rtol=1e-4)


def test_a_bottleneck_of_a_few_pixels_is_not_normalized():
    image = np.random.default_rng(0).uniform(-1, 1, (1, 32, 16, 1)).astype("float32")
    network = networks.unet_generator((32, 16, 1), width=4, most=8, dropout=False)
    maps = [layer for layer in network.layers if layer.output.shape[1:3] == (2, 1)]
    assert maps and not any("normalization" in layer.name for layer in maps)
    assert np.isfinite(network(image)).all()


def test_capsules_at_the_papers_width():
    (system,) = (card for card in CARDS if card.name == "capsgan")
    width = system.presets["paper"]["width"]
    _, discriminator = pair(Choice("image", "capsules", (28, 28, 1), 8, width))
    first, second = (layer for layer in discriminator.layers if isinstance(layer, keras.layers.Conv2D))
    assert (first.filters, second.filters) == (256, 8 * 32)


def test_styles_decide_all_that_a_trunk_normalizes():
    """With affine layers that ignore the style, all images are what the trunk makes of its beginning alone."""
    network = networks.styled_generator((8, 8, 1), 5, style_dim=4, mapping_depth=2, width=4)
    z = np.random.default_rng(0).normal(size=(6, 5)).astype("float32")
    norms = [layer for layer in network.layers if isinstance(layer, layers.ConditionalNormalization)]
    assert len(norms) == 1 and np.ptp(np.array(network(z)), axis=0).max() > 1e-3
    told = networks.styled_generator((8, 8, 1), 5, 3, width=4, trunk=networks.residual_image)
    images = [np.array(told([z, np.full(6, label, "int32")])) for label in (0, 1)]
    assert images[0].shape == (6, 8, 8, 1) and np.abs(images[0] - images[1]).max() > 1e-6
