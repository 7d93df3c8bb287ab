import numpy as np
import pytest
from scipy.ndimage import correlate1d

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics import psnr, ssim


def pictures(seed, n=3, side=24, channels=1):
    return np.random.default_rng(seed).integers(0, 256, (n, side, side, channels), "uint8")


def by_the_book(a, b):
    """Wang et al. 2004, eq. 13, of two grey images, in double precision."""
    taps = np.exp(-np.square(np.arange(-5, 6)) / (2 * 1.5**2))

    def mean(x):
        for axis in (0, 1):
            x = correlate1d(x, taps / taps.sum(), axis)
        return x[5:-5, 5:-5]

    a, b = a.astype("float64"), b.astype("float64")
    m, k, c1, c2 = mean(a), mean(b), (0.01 * 255) ** 2, (0.03 * 255) ** 2
    va, vb, ab = mean(a * a) - m**2, mean(b * b) - k**2, mean(a * b) - m * k
    return np.mean((2 * m * k + c1) * (2 * ab + c2) / ((m**2 + k**2 + c1) * (va + vb + c2)))


def test_psnr_by_hand():
    grey = np.full((2, 4, 4, 1), 100, "uint8")
    assert psnr(grey, grey + np.uint8(10)) == pytest.approx(20 * np.log10(255 / 10), rel=1e-6)
    assert psnr(np.zeros((1, 4, 4, 1)), np.ones((1, 4, 4, 1)), (-1, 1)) == pytest.approx(20 * np.log10(2))
    assert psnr(grey, grey) == np.inf


def test_psnr_is_the_mean_over_images_not_over_pixels():
    true = np.zeros((2, 4, 4, 1))
    made = true + np.array([0.1, 0.001])[:, None, None, None]
    assert psnr(made, true, (0, 1)) == pytest.approx((20 + 60) / 2, rel=1e-4)


def test_ssim_is_what_the_paper_says():
    a = pictures(0)
    b = (0.7 * a + 0.3 * pictures(1)).astype("uint8")
    assert ssim(a, b) == pytest.approx(
        np.mean([by_the_book(x, y) for x, y in zip(a[..., 0], b[..., 0], strict=True)]), abs=1e-5
    )
    assert ssim(a, a) == pytest.approx(1, abs=1e-6) and ssim(a, 255 - a) < 0


def test_the_range_does_not_matter_once_it_is_said():
    a, b = pictures(0, channels=3), (0.5 * pictures(0, channels=3)).astype("uint8")
    tanh_a, tanh_b = (x.astype("float32") / 127.5 - 1 for x in (a, b))
    assert ssim(tanh_a, tanh_b, (-1, 1)) == pytest.approx(ssim(a, b), abs=1e-5)
    assert psnr(tanh_a, tanh_b, (-1, 1)) == pytest.approx(psnr(a, b), abs=1e-4)


def test_images_that_do_not_compare_are_refused():
    for score in (psnr, ssim):
        with pytest.raises(SuiteError, match="one shape"):
            score(pictures(0), pictures(0)[:2])
        with pytest.raises(SuiteError, match="value_range"):
            score(pictures(0) / 127.5 - 1, pictures(0) / 127.5 - 1)
    with pytest.raises(SuiteError, match="smaller than the window"):
        ssim(pictures(0, side=10), pictures(0, side=10))
