import numpy as np
import pytest

from tfgan_suite.data import load
from tfgan_suite.errors import SuiteError


def residuals(examples):
    centres = np.stack([examples["point"][examples["label"] == mode].mean(0) for mode in range(len(examples.classes))])
    return centres, examples["point"] - centres[examples["label"]]


def test_ring_has_eight_tight_modes_at_radius_two():
    centres, rest = residuals(load("ring"))
    assert centres.shape == (8, 2)
    np.testing.assert_allclose(np.hypot(*centres.T), 2, atol=0.002)
    np.testing.assert_allclose(np.diff(np.unwrap(np.arctan2(centres[:, 1], centres[:, 0]))), np.pi / 4, atol=0.002)
    np.testing.assert_allclose(rest.std(0), 0.02, rtol=0.02)


def test_grid_has_twenty_five_modes_two_apart():
    centres, rest = residuals(load("grid"))
    steps = np.arange(-4, 5, 2)
    assert {tuple(centre) for centre in np.rint(centres).astype(int)} == {(x, y) for x in steps for y in steps}
    np.testing.assert_allclose(centres, np.rint(centres), atol=0.01)
    np.testing.assert_allclose(rest.std(0), 0.05, rtol=0.02)


def test_moons_are_half_circles_of_radius_one():
    moons = load("moons")
    for moon, centre in ((0, [0, 0]), (1, [1, 0.5])):
        away = moons["point"][moons["label"] == moon] - centre
        radius = np.hypot(*away.T)
        assert abs(radius.mean() - 1) < 0.005
        assert abs(radius.std() - 0.05) < 0.003
        assert np.mean(away[:, 1] > -0.2 if moon == 0 else away[:, 1] < 0.2) > 0.999


@pytest.mark.parametrize("name", ["ring", "grid", "moons"])
def test_modes_are_balanced_and_points_follow_the_seed(name):
    train, same, other, test = load(name), load(name), load(name, seed=1), load(name, "test")
    counts = np.bincount(train["label"])
    assert counts.min() > 0.9 * counts.mean()
    assert (train["point"].dtype, train["label"].dtype) == (np.float32, np.int32)
    np.testing.assert_array_equal(train["point"], same["point"])
    assert not np.isin(train["point"][:, 0], other["point"][:, 0]).mean() > 0.1
    assert len(np.intersect1d(train["point"][:, 0], test["point"][:, 0])) < 0.1 * len(test)
    assert len(test) < len(train)


def test_points_have_no_image_size_and_no_third_split():
    with pytest.raises(SuiteError, match="points, not images"):
        load("ring", image_size=32)
    with pytest.raises(SuiteError, match="no split 'val'"):
        load("ring", "val")
