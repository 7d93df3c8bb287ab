import numpy as np
import pytest

from tests.metrics.pairs.test_fidelity import by_the_book
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import ms_ssim_diversity


def noise(n=30, side=32, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (n, side, side, 1), "uint8")


def test_a_constant_generator_is_1():
    assert ms_ssim_diversity(np.repeat(noise(1), 20, 0), pairs=50) == pytest.approx(1, abs=1e-5)


def test_noise_is_diverse():
    assert ms_ssim_diversity(noise(), pairs=100) < 0.1


def test_a_mixture_of_two_images_has_the_share_of_its_pairs():
    two = np.repeat(noise(2), 50, 0)
    apart = ms_ssim_diversity(noise(2), pairs=10)
    alike = 49 / 99
    assert ms_ssim_diversity(two, pairs=4000) == pytest.approx(alike + (1 - alike) * apart, abs=0.03)


def test_one_scale_is_structural_similarity():
    a, b = noise(2, 16)[..., 0]
    b = (0.7 * a + 0.3 * b).astype("uint8")
    assert ms_ssim_diversity(np.stack([a, b])[..., None], pairs=3) == pytest.approx(by_the_book(a, b), abs=1e-5)


def test_fashion_classes_are_more_alike_than_all(fashion_test):
    """A class of garments at n = 300, two scales, against all classes."""
    images, labels = fashion_test["image"], fashion_test["label"]
    trousers = ms_ssim_diversity(images[labels == 1][:300], pairs=500)
    assert trousers > ms_ssim_diversity(images[:300], pairs=500) + 0.2


def test_what_has_no_pairs_is_refused():
    with pytest.raises(SuiteError, match="at least 2"):
        ms_ssim_diversity(noise(1))
    with pytest.raises(SuiteError, match="11 pixels"):
        ms_ssim_diversity(noise(5, 8))
    with pytest.raises(SuiteError, match="value_range"):
        ms_ssim_diversity(noise() / 127.5 - 1)
