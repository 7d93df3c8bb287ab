import numpy as np

from tfgan_suite.kinds.class_probabilities import regions
from tfgan_suite.kinds.points import dots, palette, scatter


def test_dots_stand_where_their_points_are_and_not_outside():
    canvas = np.zeros((101, 101, 3))
    dots(canvas, np.array([[0.5, 0.5], [-1.0, 0.0], [9.0, 0.0]]), (np.zeros(2), 1.0), np.eye(3), radius=0)
    assert canvas.sum() == 2
    np.testing.assert_array_equal(canvas[25, 75], [1, 0, 0])
    np.testing.assert_array_equal(canvas[50, 0], [0, 1, 0])


def test_a_dot_at_the_rim_is_cut():
    canvas = np.zeros((11, 11, 3))
    dots(canvas, np.array([[1.0, 1.0]]), (np.zeros(2), 1.0), [1, 1, 1], radius=2)
    assert 0 < canvas[:3, 8:].sum() == canvas.sum()


def test_the_plane_has_the_colour_of_what_the_classifier_says_and_points_that_of_their_label():
    def left_or_right(x):
        return np.stack([x[:, 0] < 0, x[:, 0] >= 0], 1).astype("float32")

    points, others = np.array([[-1.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [0.0, -1.0]])
    picture = (regions(left_or_right, points, np.array([1, 0]), others, side=121) + 1) / 2
    left, right = palette(2) * 0.3 + 0.7
    np.testing.assert_allclose(picture[5, 5], left, atol=1e-6)
    np.testing.assert_allclose(picture[5, -5], right, atol=1e-6)
    np.testing.assert_allclose(picture[60, 10], 0.7 * palette(2)[1], atol=1e-6)
    np.testing.assert_allclose(picture[60, 110], 0.7 * palette(2)[0], atol=1e-6)
    np.testing.assert_array_equal(picture[10, 60], 0)


def test_samples_lie_before_real_points_in_the_colour_of_their_group():
    real = np.array([[-1.0, -1.0], [1.0, 1.0], [1.0, -1.0]])
    picture = scatter(real[:2] * 1.0, [0, 1], real, side=301)
    at = {tuple(p): tuple(picture[int(150 - 100 * p[1]), int(150 + 100 * p[0])]) for p in real}
    assert at[(1.0, -1.0)] == (200, 200, 200)
    assert len({*at.values(), (255, 255, 255)}) == 4
