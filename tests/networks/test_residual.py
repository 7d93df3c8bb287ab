"""Residual networks and self-attention, against closed forms and loops in NumPy."""

from functools import partial

import keras
import numpy as np
import pytest

from tfgan_suite import layers, networks
from tfgan_suite.conditions import Label
from tfgan_suite.errors import SuiteError
from tfgan_suite.networks.images.deep.attention import attended, attending
from tfgan_suite.networks.images.deep.bottleneck import BOTTLENECKS
from tfgan_suite.networks.images.deep.residual import up

SHAPES = [(8, 8, 1), (12, 20, 3), (28, 28, 1), (32, 32, 3), (64, 64, 3)]


def residual_pair(shape, attention=None, **parts):
    small = {"width": 4, "most": 8, "attention": attention}
    G = networks.generator(shape, 6, trunk=networks.residual_image, **small)
    D = networks.discriminator(shape, trunk=networks.residual_features, norm=networks.no_norm, **small, **parts)
    return G, D


def maps(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_any_size_goes_up_and_comes_down(shape):
    G, D = residual_pair(shape)
    image = np.asarray(G(maps(2, 6)))
    assert image.shape == (2, *shape) and np.abs(image).max() <= 1 and D(image).shape == (2, 1)


def test_with_silent_branches_a_block_up_is_its_shortcut_enlarged():
    x = keras.Input((4, 6, 3))
    convolution = partial(keras.layers.Conv2D, padding="same")
    block = keras.Model(x, up(x, 3, networks.no_norm, convolution))
    wide = [layer for layer in block.layers if getattr(layer, "kernel_size", None) == (3, 3)]
    narrow = [layer for layer in block.layers if getattr(layer, "kernel_size", None) == (1, 1)]
    for layer in wide:
        layer.kernel.assign(0 * layer.kernel)
    narrow[0].kernel.assign(np.eye(3, dtype="float32")[None, None])
    image = maps(2, 4, 6, 3)
    np.testing.assert_allclose(block(image), image.repeat(2, axis=1).repeat(2, axis=2), atol=1e-6)


def test_a_discriminator_sums_over_places_and_has_no_norm_in_front_of_its_first_convolutions():
    _, D = residual_pair((16, 16, 1))
    kinds = [type(layer).__name__ for layer in D.layers]
    assert kinds.index("Conv2D") < kinds.index("ReLU") and "Flatten" in kinds
    batch = networks.discriminator((16, 16, 1), width=4, trunk=networks.residual_features)
    kinds = [type(layer).__name__ for layer in batch.layers]
    assert kinds.index("AveragePooling2D") < kinds.index("FusedBatchNormalization")
    logit = D.get_layer("logit")
    features = keras.Model(D.inputs, logit.input)(maps(2, 16, 16, 1))
    assert np.asarray(features).shape == (2, 8) and np.asarray(features).min() >= 0


def attention_by_loops(x, q, k, v, o, γ):
    """What `attended` computes, one place after the other."""
    height, width, _ = x.shape
    queries, keys, values = x @ q, x @ k, x @ v

    def pooled(h):
        rows = [h[i : i + 2, j : j + 2].max((0, 1)) for i in range(0, height, 2) for j in range(0, width, 2)]
        return np.array(rows)

    keys, values = pooled(keys), pooled(values)
    out = np.empty_like(x)
    for i in range(height):
        for j in range(width):
            weights = np.exp(keys @ queries[i, j])
            weights /= weights.sum()
            out[i, j] = x[i, j] + γ * ((weights @ values) @ o)
    return out


def test_attention_is_that_of_a_loop_and_the_identity_at_first():
    x = keras.Input((4, 6, 8))
    network = keras.Model(x, attended(x))
    image = maps(2, 4, 6, 8)
    np.testing.assert_array_equal(network(image), image)
    (gate,) = (layer for layer in network.layers if isinstance(layer, layers.Gate))
    gate.gamma.assign(0.7)
    kernels = [layer.kernel.numpy()[0, 0] for layer in network.layers if isinstance(layer, keras.layers.Conv2D)]
    q, k, v = sorted(kernels[:3], key=lambda kernel: kernel.shape[1])
    assert [kernel.shape[1] for kernel in kernels].count(1) == 2 and v.shape == (8, 4)
    found = [attention_by_loops(image[0], a, b, v, kernels[-1], 0.7) for a, b in ((q, k), (k, q))]
    apart = [np.abs(np.asarray(network(image))[0] - each).max() for each in found]
    assert min(apart) < 1e-5 < max(apart)


def test_rows_of_attention_sum_to_one():
    """Equal values everywhere are what every place takes."""
    x = keras.Input((4, 4, 8))
    network = keras.Model(x, attended(x))
    (gate,) = (layer for layer in network.layers if isinstance(layer, layers.Gate))
    gate.gamma.assign(1.0)
    kernels = {x.filters: x.kernel.numpy()[0, 0] for x in network.layers if isinstance(x, keras.layers.Conv2D)}
    image = np.tile(maps(1, 1, 1, 8), (1, 4, 4, 1)) * np.ones((1, 4, 4, 1), "float32")
    taken = (np.asarray(network(image)) - image)[0, 0, 0]
    np.testing.assert_allclose(taken, image[0, 0, 0] @ kernels[4] @ kernels[8], atol=1e-5)


def test_attention_stands_where_it_is_asked_for_and_its_convolutions_are_of_the_given_class():
    parts = {"conv": layers.SpectralConv2D, "dense": layers.SpectralDense}
    for network in residual_pair((32, 32, 3), attention=2, **parts):
        (gate,) = (layer for layer in network.layers if isinstance(layer, layers.Gate))
        assert gate.output.shape[1:3] == (16, 16)
    convolutions = [layer for layer in network.layers if isinstance(layer, keras.layers.Conv2D)]
    assert all(isinstance(layer, layers.SpectralConv2D) for layer in convolutions)
    assert len([layer for layer in convolutions if not layer.use_bias]) == 4, "queries, keys, values, and the way back"


@pytest.mark.parametrize(
    ("shape", "ratio", "sides"),
    [
        ((28, 28, 1), 2, [(14, 14), (14, 14)]),
        ((28, 28, 1), 4, [(14, 14), (14, 14)]),
        ((64, 32, 3), 4, [(16, 8), (16, 8)]),
        ((8, 8, 1), 2, [(8, 8), (4, 4)]),
        ((12, 20, 3), 2, [(12, 20), (6, 10)]),
    ],
)
def test_of_even_maps_the_nearest_attend(shape, ratio, sides):
    gates = [next(x for x in net.layers if isinstance(x, layers.Gate)) for net in residual_pair(shape, ratio)]
    assert [gate.output.shape[1:3] for gate in gates] == sides


def test_where_all_maps_are_odd_attention_is_refused():
    with pytest.raises(SuiteError, match="No maps of images of 20x20 have even sides"):
        attending(4, (20, 20), [(5, 5)])


def test_a_conditional_pair_is_loaded_as_it_was_saved(tmp_path):
    told = [maps(2, 6), np.array([0, 1])]
    G = networks.normalized_generator(
        (16, 16, 1), Label(3), 6, width=8, trunk=networks.residual_image, attention=2, conv=layers.SpectralConv2D
    )
    G([*map(keras.ops.convert_to_tensor, told)], training=True)
    G.save(tmp_path / "G.keras")
    again = keras.saving.load_model(tmp_path / "G.keras")
    np.testing.assert_array_equal(again.predict(told, verbose=0), G.predict(told, verbose=0))
    D = networks.projection_discriminator(
        (16, 16, 1), Label(3), width=4, norm=networks.no_norm, trunk=networks.residual_features, attention=2
    )
    image = np.tile(maps(1, 16, 16, 1), (3, 1, 1, 1))
    assert len(np.unique(D.predict([image, np.arange(3)], verbose=0))) == 3


def test_each_block_hears_its_own_part_of_z_beside_the_shared_embedding():
    parts = {"embedding": 4, "width": 4, "attention": 2, "initializer": keras.initializers.Orthogonal}
    G = networks.hierarchical_generator((16, 16, 1), Label(3), 11, **parts)
    normalizations = [layer for layer in G.layers if isinstance(layer, layers.ConditionalNormalization)]
    assert len(normalizations) == 4 and {x.gain.shape[0] for x in normalizations} == {4 + 3}, "two blocks, 5 + 3 + 3"
    z, label = maps(1, 11).repeat(2, axis=0), np.zeros(2, "int32")
    z[1, -1] = 9
    for layer in normalizations:
        layer.gain.assign(keras.random.normal(layer.gain.shape, seed=1))
    first = keras.Model(G.inputs, normalizations[0].output)([z, label])
    last = G.predict([z, label], verbose=0)
    assert np.abs(first[0] - first[1]).max() == 0 < np.abs(last[0] - last[1]).max(), "the last part is the last block's"


def test_latents_that_cannot_be_cut_are_refused():
    with pytest.raises(SuiteError, match="3 parts of z need at least as many latents"):
        networks.hierarchical_generator((16, 16, 1), 3, 2)


def test_kernels_begin_orthogonal():
    G = networks.hierarchical_generator((16, 16, 1), 3, 9, width=4, initializer=keras.initializers.Orthogonal)
    kernels = [np.asarray(x.kernel).reshape(-1, x.filters) for x in G.layers if isinstance(x, keras.layers.Conv2D)]
    for W in kernels:
        gram = W.T @ W if W.shape[0] >= W.shape[1] else W @ W.T
        np.testing.assert_allclose(gram, np.eye(len(gram)), atol=1e-5)


def test_bottlenecks_have_a_quarter_of_the_channels_inside_and_keep_those_there_are():
    x = keras.Input((4, 6, 8))
    convolution = partial(keras.layers.Conv2D, padding="same")
    blocks = {
        "up": keras.Model(x, BOTTLENECKS.up(x, 4, networks.no_norm, convolution)),
        "down": keras.Model(x, BOTTLENECKS.down(x, 12, networks.no_norm, convolution)),
    }
    for network in blocks.values():
        inside = [layer for layer in network.layers if getattr(layer, "kernel_size", None) == (3, 3)]
        assert len(inside) == 4 and {layer.filters for layer in inside} <= {1, 2, 3}
        for layer in network.layers:
            if isinstance(layer, keras.layers.Conv2D):
                layer.kernel.assign(0 * layer.kernel)
    image = maps(2, 4, 6, 8)
    enlarged = image[..., :4].repeat(2, axis=1).repeat(2, axis=2)
    np.testing.assert_allclose(blocks["up"](image), enlarged, atol=1e-6)
    halved = image.reshape(2, 2, 2, 3, 2, 8).mean((2, 4))
    np.testing.assert_allclose(np.asarray(blocks["down"](image))[..., :8], halved, atol=1e-6)
    assert not np.asarray(blocks["down"](image))[..., 8:].any()


@pytest.mark.thorough
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_bottlenecks_go_up_to_any_size_and_come_down(shape):
    parts = {"width": 4, "most": 16}
    G = networks.bottleneck_generator(shape, Label(3), 6, embedding=4, **parts)
    trunk = partial(networks.residual_features, blocks=BOTTLENECKS)
    D = networks.projection_discriminator(shape, Label(3), norm=networks.no_norm, trunk=trunk, **parts)
    label = np.arange(2, dtype="int32")
    image = G.predict([maps(2, 6), label], verbose=0)
    assert image.shape == (2, *shape) and D.predict([image, label], verbose=0).shape == (2, 1)
