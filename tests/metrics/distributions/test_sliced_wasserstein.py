"""Sliced Wasserstein distances (Karras et al. 2018, section 5): which damage is measured at which level."""

import numpy as np
import pytest

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import sliced_distances
from tfgan_suite.metrics.distributions.sliced_wasserstein import enlarged, laplacian, smoothed

QUICK = {"patches": 64, "repeats": 2}


def textures(seed, n=200, side=32, channels=1):
    """Smooth grey blobs: white noise filtered three times."""
    noise = np.random.default_rng(seed).normal(size=(n, side, side, channels)).astype("float32")
    for _ in range(3):
        noise = smoothed(noise)
    return np.clip(128 + 200 * noise, 0, 255).astype("uint8")


@pytest.mark.parametrize("channels", [1, 3])
def test_the_pyramid_reconstructs_the_images(channels):
    images = textures(0, 3, 64, channels)
    *details, image = laplacian(images)
    assert [part.shape[1] for part in (*details, image)] == [64, 32, 16]
    for detail in reversed(details):
        image = detail + enlarged(image)
    np.testing.assert_allclose(image, images, atol=1e-3)


def test_the_filter_keeps_what_is_flat_and_agrees_with_scipy():
    ndimage = pytest.importorskip("scipy.ndimage")
    x = textures(1, 2, 16).astype("float32")
    expected = x
    for axis in (1, 2):
        expected = ndimage.convolve1d(expected, np.array([1, 4, 6, 4, 1]) / 16, axis, mode="mirror")
    np.testing.assert_allclose(smoothed(x), expected, atol=1e-3)
    np.testing.assert_allclose(enlarged(np.ones((1, 4, 4, 1), "float32")), 1, atol=1e-6)


def test_identical_sets_are_at_distance_0():
    assert set(sliced_distances(textures(0), textures(0), **QUICK).values()) == {0.0}


def padded(images):
    return np.pad(images, ((0, 0), (2, 2), (2, 2), (0, 0)))


@pytest.mark.thorough
def test_anchors_on_real_images(fashion_train, fashion_test):
    """1,000 images padded to 32: which damage shows at which level, within a factor of 1.6 of earlier figures."""
    real, other = padded(fashion_test["image"][:1000]), padded(fashion_train["image"][:1000])
    rng = np.random.default_rng(0)
    blurred = np.stack([np.roll(other, (y, x), (1, 2)) for y in (-1, 0, 1) for x in (-1, 0, 1)]).mean(0)
    noisy = np.clip(other + rng.normal(0, 0.3 * 127.5, other.shape), 0, 255)
    scores = {
        "floor": sliced_distances(other, real),
        "blur": sliced_distances(blurred.astype("uint8"), real),
        "noise": sliced_distances(noisy.astype("uint8"), real),
        "uniform": sliced_distances(rng.integers(0, 256, real.shape, "uint8"), real),
    }
    measured = {"floor": (8, 13), "blur": (98, 21), "noise": (145, 14), "uniform": (193, 254)}
    for name, (fine, coarse) in measured.items():
        assert fine / 1.6 < scores[name]["32"] < fine * 1.6, (name, scores[name])
        assert coarse / 1.6 < scores[name]["16"] < coarse * 1.6, (name, scores[name])
    for name in ("blur", "noise"):
        assert scores[name]["32"] > 3 * scores[name]["16"] and scores[name]["32"] > 5 * scores["floor"]["32"]


def test_contrast_does_not_count():
    real, other = textures(0), textures(1)
    paler = (other // 2 + 40).astype("uint8")
    floor = sliced_distances(other, real, **QUICK)["mean"]
    assert sliced_distances(paler, real, **QUICK)["mean"] == pytest.approx(floor, rel=0.05)


def test_a_constant_generator_is_far_and_two_are_alike():
    grey = np.full((50, 32, 32, 1), 128, "uint8")
    assert set(sliced_distances(grey, grey, **QUICK).values()) == {0.0}
    assert sliced_distances(grey, textures(0, 50), **QUICK)["mean"] > 500


def test_sets_that_do_not_compare_are_refused():
    with pytest.raises(SuiteError, match="as many of one shape"):
        sliced_distances(textures(0, 5), textures(0, 6))
    with pytest.raises(SuiteError, match="larger ones"):
        sliced_distances(textures(0, 5, 8), textures(1, 5, 8))
