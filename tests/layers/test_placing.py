"""Placing and cropping against loops in NumPy, and against one another."""

import keras
import numpy as np
import pytest

from tfgan_suite.layers import Cropped, Placed

BOXES = np.array([[0.0, 0.0, 1.0, 1.0], [0.25, 0.5, 0.5, 0.25], [0.1, 0.3, 0.37, 0.6]], "float32")


def maps(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


def bilinear(image, y, x):
    """What is at a place in units of pixels, whose centres are at whole numbers; the border goes on beyond."""
    height, width, _ = image.shape
    y, x = np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)
    top, left = int(min(y, height - 2)), int(min(x, width - 2))
    v, u = y - top, x - left
    rows = [(1 - u) * image[top + k, left] + u * image[top + k, left + 1] for k in (0, 1)]
    return (1 - v) * rows[0] + v * rows[1]


def cropped(image, box, height, width):
    x, y, wide, high = box
    n, m, channels = image.shape
    made = np.zeros((height, width, channels))
    for i in range(height):
        for j in range(width):
            row, column = y + (i + 0.5) / height * high, x + (j + 0.5) / width * wide
            made[i, j] = bilinear(image, row * n - 0.5, column * m - 0.5)
    return made


def placed(image, box, height, width):
    x, y, wide, high = box
    n, m, channels = image.shape
    made = np.zeros((height, width, channels))
    for i in range(height):
        for j in range(width):
            row, column = ((i + 0.5) / height - y) / high, ((j + 0.5) / width - x) / wide
            if 0 <= row <= 1 and 0 <= column <= 1:
                made[i, j] = bilinear(image, row * n - 0.5, column * m - 0.5)
    return made


@pytest.mark.parametrize(("layer", "loop"), [(Cropped, cropped), (Placed, placed)])
@pytest.mark.parametrize("sides", [(6, 10), (16, 12)])
def test_layers_sample_as_loops_do(layer, loop, sides):
    x = maps(3, 8, 8, 2)
    expected = np.stack([loop(image, box, *sides) for image, box in zip(x, BOXES, strict=True)])
    np.testing.assert_allclose(layer(*sides)([x, BOXES]), expected, atol=1e-5)


def test_what_is_placed_into_a_box_is_found_there_and_nothing_outside():
    x, box = maps(1, 4, 4, 1), np.array([[0.25, 0.5, 0.5, 0.5]], "float32")
    canvas = np.array(Placed(8, 8)([x, box]))
    np.testing.assert_allclose(canvas[0, 4:, 2:6], x[0], atol=1e-6)
    canvas[0, 4:, 2:6] = 0
    assert not canvas.any()
    np.testing.assert_allclose(Cropped(4, 4)([np.array(Placed(8, 8)([x, box])), box]), x, atol=1e-6)


def test_a_box_that_moves_by_pixels_moves_what_is_in_it_as_far():
    x = maps(1, 4, 4, 1)
    here, there = (np.array(Placed(16, 16)([x, np.array([[at, 0.25, 0.25, 0.25]], "float32")])) for at in (0, 0.5))
    np.testing.assert_allclose(np.roll(here, 8, axis=2), there, atol=1e-6)


@pytest.mark.parametrize("layer", [Cropped, Placed])
def test_they_are_kept_with_a_network(layer, tmp_path):
    x, box = keras.Input((4, 4, 2)), keras.Input((4,))
    network = keras.Model([x, box], layer(6, 5)([x, box]))
    network.save(tmp_path / "network.keras")
    again = keras.models.load_model(tmp_path / "network.keras")
    inputs = [maps(3, 4, 4, 2), BOXES]
    np.testing.assert_array_equal(network(inputs), again(inputs))
