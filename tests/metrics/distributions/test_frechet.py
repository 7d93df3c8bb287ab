import numpy as np
import pytest
from scipy.linalg import sqrtm

from tests.metrics.clouds import normal
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import Gaussian, Moments, fid, frechet_distance, real_floor


def covariance(d, seed, low=0.1):
    Q, _ = np.linalg.qr(normal(d, d, seed))
    return (Q * np.geomspace(low, 10, d)) @ Q.T


def by_sqrtm(a, b):
    root = sqrtm(a.covariance @ b.covariance).real
    return np.sum((a.mean - b.mean) ** 2) + np.trace(a.covariance + b.covariance - 2 * root)


def test_known_normals():
    a, b = Gaussian(np.zeros(4), np.eye(4)), Gaussian(np.ones(4), 4 * np.eye(4))
    assert frechet_distance(a, b) == pytest.approx(8, abs=1e-12)


def test_known_normals_from_samples():
    assert 7.81 <= fid(normal(50_000, 4, 0), 1 + 2 * normal(50_000, 4, 1)) <= 8.1


@pytest.mark.parametrize(("d", "biases"), [(64, (2.28, 0.43, 0.22)), (128, (8.48, 1.70, 0.86))])
def test_bias_of_equal_laws(d, biases):
    for n, expected in zip((1_000, 5_000, 10_000), biases, strict=True):
        assert fid(normal(n, d, 0), normal(n, d, 1)) == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize("d", [1, 2, 16, 128])
def test_agrees_with_sqrtm_where_that_is_sound(d):
    a = Gaussian(np.zeros(d), covariance(d, 0))
    b = Gaussian(normal(1, d, 2)[0], covariance(d, 1))
    assert frechet_distance(a, b) == pytest.approx(by_sqrtm(a, b), rel=1e-6)
    assert frechet_distance(a, b) == pytest.approx(frechet_distance(b, a), rel=1e-12)


@pytest.mark.parametrize("null", [0, 3])
def test_commuting_covariances_have_a_closed_form(null):
    u = np.r_[np.geomspace(1e-6, 1, 20), np.zeros(null)]
    v = np.r_[np.geomspace(2, 1e-3, 20), np.zeros(null)]
    a, b = Gaussian(np.zeros(len(u)), np.diag(u)), Gaussian(np.zeros(len(v)), np.diag(v))
    assert frechet_distance(a, b) == pytest.approx(np.sum((np.sqrt(u) - np.sqrt(v)) ** 2), rel=1e-9)


def test_a_flat_sample_keeps_its_distance_in_a_larger_space():
    frame, _ = np.linalg.qr(normal(256, 3, 0))
    x, y = normal(100, 3, 1), normal(100, 3, 2) @ covariance(3, 3) + 0.5
    assert fid(x @ frame.T, y @ frame.T) == pytest.approx(fid(x, y), rel=1e-8)


def test_fewer_rows_than_features():
    x, y = normal(40, 300, 0), normal(60, 300, 1) + 0.1
    assert fid(x, y) == pytest.approx(fid(y, x), rel=1e-9)
    assert fid(x, x) == pytest.approx(0, abs=1e-6)
    assert fid(x, x + 0.2) == pytest.approx(300 * 0.2**2, abs=1e-6)


def test_orthogonal_flat_laws_share_nothing():
    a = Gaussian(np.zeros(4), np.diag([3.0, 1, 0, 0]))
    b = Gaussian(np.zeros(4), np.diag([0.0, 0, 5, 2]))
    assert frechet_distance(a, b) == pytest.approx(11, abs=1e-9)


def test_a_dead_feature_changes_nothing():
    x, y = normal(500, 8, 0), normal(500, 8, 1) + 1
    pad = np.zeros((500, 2))
    assert fid(np.hstack([x, pad]), np.hstack([y, pad])) == pytest.approx(fid(x, y), rel=1e-9)


@pytest.mark.parametrize("copies", [1, 20])
def test_a_feature_that_is_there_twice_counts_twice(copies):
    """Singular covariances of more rows than features: those of a rotated frame in which some have no length."""
    x, y = normal(500, 8, 0), 2 * normal(500, 8, 1) + 1
    once, more = np.eye(8), np.hstack([np.eye(8)[:, :1]] * copies)
    twice = np.hstack([once, more])
    scale = np.diag(np.sqrt([1.0 + copies, *[1] * 7]))
    assert fid(x @ twice, y @ twice) == pytest.approx(fid(x @ scale, y @ scale), rel=1e-9)


def test_a_constant_sample_is_its_squared_mean_distance_and_variance():
    x = normal(1000, 5, 0)
    expected = np.sum((x.mean(axis=0) - 3) ** 2) + x.var(axis=0, ddof=1).sum()
    assert fid(x, np.full((1000, 5), 3.0)) == pytest.approx(expected, rel=1e-12)
    assert fid(np.ones((5, 2)), np.ones((5, 2))) == 0


def test_a_rotation_of_both_changes_nothing():
    x, y = normal(300, 30, 0), 2 * normal(300, 30, 1)
    Q, _ = np.linalg.qr(normal(30, 30, 2))
    assert fid(x @ Q, y @ Q) == pytest.approx(fid(x, y), rel=1e-10)


@pytest.mark.parametrize(("n", "m"), [(40, 60), (40, 3000), (300, 300), (301, 3000)])
def test_the_factor_of_few_rows_is_as_good_as_their_covariance(n, m):
    x, y = normal(n, 300, 0), 2 * normal(m, 300, 1) + 0.1
    expected = frechet_distance(Moments().update(x), Moments().update(y))
    assert fid(x, y) == pytest.approx(expected, rel=1e-9)
    assert fid(y, x) == pytest.approx(expected, rel=1e-9)


def test_thousands_of_features():
    """Commuting covariances of the spectrum of a deep network's features, which have a closed form."""
    u, v = np.geomspace(1, 1e-6, 1000), np.geomspace(2, 1e-7, 1000)
    mirror = normal(1000, 1, 0)
    Q = np.eye(1000) - 2 * mirror @ mirror.T / np.sum(mirror**2)
    a, b = (Gaussian(np.zeros(1000), (Q * w) @ Q.T) for w in (u, v))
    assert frechet_distance(a, b) == pytest.approx(np.sum((np.sqrt(u) - np.sqrt(v)) ** 2), rel=1e-6)


def test_one_row_is_refused():
    with pytest.raises(SuiteError, match="at least 2"):
        fid(normal(1, 3, 0), normal(10, 3, 1))


def test_other_sizes_are_refused():
    with pytest.raises(SuiteError, match="size 3 and 4"):
        fid(normal(10, 3, 0), normal(10, 4, 0))


def test_floor_is_that_of_disjoint_samples():
    x = normal(10_000, 64, 0)
    floor = real_floor(x, 5_000, seed=1)
    assert floor == pytest.approx(0.43, rel=0.1)
    assert floor == real_floor(x, 5_000, seed=1) != real_floor(x, 5_000, seed=2)
    with pytest.raises(SuiteError, match="needs 10002 real examples, not 10000"):
        real_floor(x, 5_001)


def test_a_floor_is_that_of_any_score():
    assert real_floor(normal(200, 2, 0), 100, score=lambda a, b: len(a) + len(b)) == 200


def test_floor_of_sorted_examples_is_drawn_from_all():
    halves = np.repeat([[0.0], [10.0]], 500, axis=0) + normal(1000, 1, 0)
    assert real_floor(halves, 500) < 1 < fid(halves[:500], halves[500:])
