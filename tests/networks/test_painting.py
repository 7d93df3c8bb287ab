"""Painters: what SPADE keeps that normalization washes out, and networks from coarse to fine."""

import keras
import numpy as np
import pytest

from tfgan_suite import networks

SHAPE, K = (16, 16, 3), 4
SMALL = {"width": 4, "most": 8}


def uniform(k):
    """A layout in which all is of one class."""
    layout = np.zeros((1, 16, 16, K), "float32")
    layout[..., k] = 1
    return layout


@pytest.fixture(autouse=True)
def seed():
    keras.utils.set_random_seed(0)


def test_a_uniform_layout_is_forgotten_by_instance_normalization_and_not_by_spade():
    z = np.random.default_rng(0).normal(size=(1, 5)).astype("float32")
    spade = networks.painter(SHAPE, K, 5, hidden=8, norm=networks.plain_instance_norm, **SMALL)
    translator = networks.resnet_translator((16, 16, K), 3, width=4, blocks=1)
    first = next(layer for layer in translator.layers if isinstance(layer, keras.layers.GroupNormalization))
    washed = keras.Model(translator.input, first.output)
    for network in (spade, washed):
        for weight in network.weights:
            weight.assign(5 * weight if weight.name == "kernel" else weight)
    painted = [np.array(spade([uniform(k), z])) for k in range(2)]
    control = [np.array(washed(uniform(k))) for k in range(2)]
    assert np.abs(painted[0] - painted[1]).max() > 2e-2 > 4 * np.abs(control[0] - control[1]).max()


def test_maps_are_scaled_and_shifted_by_what_is_read_at_their_place():
    layout, h = keras.Input((8, 8, 2)), keras.Input((4, 4, 3))
    model = keras.Model([layout, h], networks.modulated(h, layout, hidden=5, norm=networks.no_norm))
    rng = np.random.default_rng(0)
    read, scale, shift = (layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D))
    shift.bias.assign([1.0, 2.0, 3.0])
    scale.bias.assign([0.5, 0.0, -1.0])
    x = rng.normal(size=(1, 4, 4, 3)).astype("float32")
    for layer in (scale, shift):
        layer.kernel.assign(0 * layer.kernel)
    due = x * (1 + np.float32([0.5, 0.0, -1.0])) + np.float32([1.0, 2.0, 3.0])
    np.testing.assert_allclose(model([rng.random((1, 8, 8, 2)).astype("float32"), x]), due, atol=1e-6)
    shift.kernel.assign(np.ones_like(shift.kernel))
    far = np.zeros((2, 8, 8, 2), "float32")
    far[1, 0, 0] = 9
    read.kernel.assign(np.ones_like(read.kernel))
    made = np.array(model([far, np.repeat(x, 2, 0)]))
    touched = np.abs(made[1] - made[0]).max(-1) > 1e-4
    assert touched[:3, :3].all() and not touched[3:].any() and not touched[:, 3:].any()


def test_each_scale_sees_half_of_the_one_before():
    judge = networks.multiscale_discriminator(SHAPE, K, scales=3, depth=1, **SMALL)
    found = judge([uniform(0), np.zeros((1, *SHAPE), "float32")])
    assert [*found] == ["scale_0", "scale_1"]  # of four pixels nothing could be said
    assert [maps.shape[1] for maps in found["scale_0"]][1] == 2 * [maps.shape[1] for maps in found["scale_1"]][1]
    alone = networks.multiscale_discriminator(SHAPE, scales=1, depth=1, **SMALL)
    assert [*alone(np.zeros((1, *SHAPE), "float32"))] == ["scale_0"]


def test_the_enhancer_adds_its_own_maps_to_those_of_the_coarse_network():
    coarse = networks.coarse_painter((8, 8, K), width=4, halvings=1, blocks=1)
    fine = networks.enhancer((16, 16, K), 3, width=2, blocks=1)
    maps = np.array(coarse(uniform(0)[:, ::2, ::2]))
    assert maps.shape == (1, 8, 8, 4)
    assert networks.coarse_image((8, 8, 4), 3)(maps).shape == (1, 8, 8, 3)
    layout = np.random.default_rng(0).random((1, 16, 16, K)).astype("float32")
    one, other = (np.array(fine([layout, each])) for each in (maps, maps + np.random.default_rng(1).random(maps.shape)))
    assert one.shape == (1, *SHAPE) and np.abs(one - other).max() > 1e-4
