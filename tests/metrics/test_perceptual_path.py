import numpy as np
import pytest

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import lerp, perceptual_path_length, slerp


def same(x):
    return x


A = normal(6, 4, 0)


def test_a_linear_generator_has_a_closed_form():
    a, b = normal(50, 6, 1), normal(50, 6, 2)
    score = perceptual_path_length(lambda z: z @ A, same, a, b, interpolate=lerp)
    lengths = np.sort(np.square((b - a) @ A).sum(axis=1))
    assert score.mean == pytest.approx(lengths.mean(), rel=1e-6) and score.n == 50


def test_on_a_sphere_it_is_the_squared_angle():
    a, b = normal(50, 6, 1), normal(50, 6, 2)
    a, b = (3 * x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    angles = np.arccos(np.sum(a * b, axis=1) / 9)
    assert perceptual_path_length(same, same, a, b).mean == pytest.approx(9 * np.mean(angles**2), rel=1e-5)


def test_slerp_ends_where_it_should_and_keeps_lengths():
    a, b = normal(20, 6, 1), 2 * normal(20, 6, 2)
    np.testing.assert_allclose(slerp(a, b, np.zeros((20, 1))), a, atol=1e-12)
    np.testing.assert_allclose(slerp(a, b, np.ones((20, 1))), b, atol=1e-12)
    half = np.linalg.norm(slerp(a, b, np.full((20, 1), 0.5)), axis=1)
    np.testing.assert_allclose(half, (np.linalg.norm(a, axis=1) + np.linalg.norm(b, axis=1)) / 2)
    np.testing.assert_allclose(slerp(a, a, np.full((20, 1), 0.3)), a, atol=1e-7)


def test_the_features_decide_what_counts():
    a, b = normal(50, 6, 1), normal(50, 6, 2)
    blind = perceptual_path_length(same, lambda x: x[:, :1], a, b, interpolate=lerp)
    assert blind.mean == pytest.approx(np.mean((b - a)[:, 0] ** 2), rel=1e-6)


def test_a_hundredth_at_each_end_is_left_out():
    b = np.ones((1000, 1))
    b[:5] = 1e6
    score = perceptual_path_length(same, same, np.zeros((1000, 1)), b, interpolate=lerp)
    assert score.mean == pytest.approx(1, rel=1e-6) and score.n == 995


def test_a_constant_generator_has_none_and_batches_do_not_matter():
    a, b = normal(70, 6, 1), normal(70, 6, 2)
    assert perceptual_path_length(np.zeros_like, same, a, b) == (0, 0, 70)
    assert perceptual_path_length(np.tanh, same, a, b) == pytest.approx(
        perceptual_path_length(np.tanh, same, a, b, batch_size=1), rel=1e-9
    )


def test_images_of_bytes_would_hide_the_path():
    """The trap: a step of ε is less than one of 255."""
    a, b = 0.1 * normal(200, 6, 1), 0.1 * normal(200, 6, 2)

    def rounded(z):
        return np.round(127.5 * (z + 1)) / 127.5 - 1

    exact, wrong = (perceptual_path_length(G, same, a, b, interpolate=lerp).mean for G in (same, rounded))
    assert not 0.5 < wrong / exact < 2


def test_codes_that_do_not_match_are_refused():
    with pytest.raises(SuiteError, match="as many starts as ends"):
        perceptual_path_length(same, same, normal(3, 2, 0), normal(4, 2, 0))
    with pytest.raises(SuiteError, match="NaN"):
        perceptual_path_length(lambda z: z * np.nan, same, normal(3, 2, 0), normal(3, 2, 1))
