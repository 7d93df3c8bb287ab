"""Pixel shuffle against a loop, bicubic shrinking against PIL."""

import keras
import numpy as np
import pytest
from PIL import Image

from tfgan_suite.layers import PixelShuffle
from tfgan_suite.layers.pictures.resampling import shrunk


def maps(*shape):
    return np.random.default_rng(0).uniform(-1, 1, shape).astype("float32")


@pytest.mark.parametrize("factor", [2, 3])
def test_channels_become_squares_of_pixels(factor):
    x = maps(2, 4, 5, 2 * factor**2)
    made = np.array(PixelShuffle(factor)(x))
    assert made.shape == (2, 4 * factor, 5 * factor, 2)
    for row, column in np.ndindex(4 * factor, 5 * factor):
        i, j = row % factor, column % factor
        first = (i * factor + j) * 2
        np.testing.assert_array_equal(made[:, row, column], x[:, row // factor, column // factor, first : first + 2])


def test_it_is_kept_with_a_network(tmp_path):
    x = keras.Input((4, 4, 8))
    network = keras.Model(x, PixelShuffle(2)(x))
    network.save(tmp_path / "network.keras")
    np.testing.assert_array_equal(
        network(maps(1, 4, 4, 8)), keras.models.load_model(tmp_path / "network.keras")(maps(1, 4, 4, 8))
    )


@pytest.mark.parametrize(("size", "factor"), [((16, 24), 2), ((28, 28), 4), ((12, 12), 3)])
def test_images_are_made_small_as_pil_does(size, factor):
    x = maps(1, *size, 1)
    height, width = (side // factor for side in size)
    theirs = np.asarray(Image.fromarray(x[0, ..., 0]).resize((width, height), Image.Resampling.BICUBIC))
    np.testing.assert_allclose(np.array(shrunk(x, factor))[0, ..., 0], theirs, atol=1e-6)
