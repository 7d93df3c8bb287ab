"""Maps of key points against a loop in NumPy."""

import keras
import numpy as np

from tfgan_suite.layers import KeypointMaps

POINTS = np.array(
    [[[0.5, 0.25, 1], [0.0, 0.0, 1], [0.3, 0.9, 0]], [[1.0, 1.0, 1], [0.31, 0.62, 1], [0.0, 0.0, 0]]], "float32"
)


def drawn(points, height, width):
    maps = np.zeros((height, width, len(points)))
    for part, (x, y, seen) in enumerate(points):
        for row in range(height):
            for column in range(width):
                down = abs(np.clip(y * height - 0.5, 0, height - 1) - row)
                along = abs(np.clip(x * width - 0.5, 0, width - 1) - column)
                maps[row, column, part] = seen * max(0, 1 - down) * max(0, 1 - along)
    return maps


def test_maps_are_those_of_a_loop():
    maps = np.array(KeypointMaps(6, 10)(POINTS))
    np.testing.assert_allclose(maps, [drawn(points, 6, 10) for points in POINTS], atol=1e-6)


def test_a_part_that_is_seen_weighs_one_and_another_nothing():
    np.testing.assert_allclose(np.array(KeypointMaps(8, 8)(POINTS)).sum((1, 2)), POINTS[..., 2], atol=1e-6)


def test_it_is_kept_with_a_network(tmp_path):
    points = keras.Input((3, 3))
    network = keras.Model(points, KeypointMaps(6, 5)(points))
    network.save(tmp_path / "network.keras")
    np.testing.assert_array_equal(network(POINTS), keras.models.load_model(tmp_path / "network.keras")(POINTS))
