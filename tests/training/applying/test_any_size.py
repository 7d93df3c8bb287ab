"""Networks on pictures of any size: against their answers at the trained size, and where each pixel comes from."""

import keras
import numpy as np
import pytest

from tfgan_suite import networks
from tfgan_suite.errors import SuiteError
from tfgan_suite.training.applying.any_size import at_any_size, tiled

SMALL = {"width": 4, "norm": networks.no_norm}


def noise(*shape):
    return np.random.default_rng(0).uniform(-1, 1, shape).astype("float32")


def brightened(pictures, training=False):
    return np.asarray(pictures) * 0.5 + 0.25


@pytest.mark.parametrize(
    "network",
    [
        networks.resnet_translator((16, 16, 3), blocks=1, width=4),
        networks.unet_segmenter((16, 16, 3), width=4),
        networks.unet_generator((16, 16, 1), 3, width=4, dropout=False),
    ],
    ids=["resnet", "segmenter", "unet"],
)
@pytest.mark.parametrize("size", [(16, 16), (17, 40), (5, 3), (1, 60)])
def test_an_answer_has_the_size_of_its_picture_and_is_the_networks_own_at_the_trained_size(network, size):
    pictures = noise(2, *size, network.inputs[0].shape[-1])
    answer = at_any_size(network)(pictures)
    assert answer.shape == (2, *size, network.outputs[0].shape[-1]) and np.isfinite(answer).all()
    if size == (16, 16):
        np.testing.assert_allclose(answer, network(pictures), atol=1e-6)


def test_a_convolutional_network_sees_the_whole_picture_and_another_one_tiles():
    """A pixel of the answer depends on far pixels where instance norm sees all of them, and not across tiles."""
    pictures = noise(1, 64, 64, 1)
    changed = pictures.copy()
    changed[:, :8, :8] *= -1
    whole = at_any_size(networks.resnet_translator((16, 16, 1), blocks=1, width=4))
    tiles = at_any_size(networks.unet_generator((16, 16, 1), width=4, dropout=False))
    far = (slice(None), slice(-8, None), slice(-8, None))
    assert (whole(pictures)[far] != whole(changed)[far]).any()
    assert (tiles(pictures)[far] == tiles(changed)[far]).all()


def test_tiles_of_a_function_of_pixels_show_no_seams():
    pictures = noise(2, 37, 50, 3)
    blended = tiled(brightened, pictures, (16, 12), 4)
    np.testing.assert_allclose(blended, brightened(pictures), atol=1e-6)


def test_tiles_fade_into_one_another():
    """Of tiles that each answer with another brightness, neighbouring pixels differ by no more than the ramp's step."""

    def brightness(tiles, training=False):
        means = np.asarray(tiles).mean((1, 2, 3), keepdims=True)
        return np.broadcast_to(means, np.shape(tiles)).astype("float32")

    steps = np.where(np.arange(64) < 32, -1, 1).astype("float32")
    pictures = np.broadcast_to(steps[None, None, :, None], (1, 16, 64, 1))
    answer = tiled(brightness, pictures, (16, 16), 8)[0, 0, :, 0]
    assert answer[0] == -1 and answer[-1] == 1
    assert np.abs(np.diff(answer)).max() <= 2 / 8


def test_what_enlarges_is_blended_at_its_own_scale():
    image = keras.Input((8, 8, 1), name="image")
    doubled = keras.Model(image, keras.layers.UpSampling2D(2, name="translation")(image))
    pictures = noise(1, 11, 21, 1)
    for way in ("auto", "tiles"):
        np.testing.assert_allclose(at_any_size(doubled, way)(pictures), pictures.repeat(2, 1).repeat(2, 2), atol=1e-6)


def test_what_flattens_sees_the_resized_picture():
    image = keras.Input((8, 8, 1), name="image")
    brightness = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")(keras.layers.Flatten()(image) / 64)
    rebuilt = keras.layers.Reshape((8, 8, 1))(keras.layers.RepeatVector(64)(brightness))
    pictures = np.full((1, 24, 32, 1), 0.5, "float32")
    np.testing.assert_allclose(at_any_size(keras.Model(image, rebuilt))(pictures), pictures, atol=1e-5)


def test_large_pictures_go_through_in_parts(monkeypatch):
    """The same away from borders of tiles, where the receptive field sees the same pixels."""
    network = networks.resnet_translator((16, 16, 1), blocks=1, **SMALL)
    pictures = noise(1, 128, 80, 1)
    whole = at_any_size(network)(pictures)
    monkeypatch.setattr("tfgan_suite.training.applying.any_size.LARGEST", 64)
    monkeypatch.setattr("tfgan_suite.training.applying.any_size.PIXELS", 64 * 64)
    parts = at_any_size(network)(pictures)
    assert parts.shape == whole.shape
    np.testing.assert_allclose(parts[:, :24, :24], whole[:, :24, :24], atol=1e-5)
    assert np.abs(parts - whole).mean() < 0.1 * np.abs(whole - whole.mean()).mean()


def test_a_network_of_one_size_says_so():
    with pytest.raises(SuiteError, match="sees 16x16 pixels alone"):
        at_any_size(networks.unet_segmenter((16, 16, 1), **SMALL), "whole")
