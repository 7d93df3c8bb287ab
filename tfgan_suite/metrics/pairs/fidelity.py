"""Image fidelity: PSNR and SSIM against the true image."""

import numpy as np
import tensorflow as tf
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError

WINDOW = 11


def psnr(made: ArrayLike, true: ArrayLike, value_range: tuple[float, float] = (0.0, 255.0)) -> float:
    """Peak signal-to-noise ratio in decibels, 10 log₁₀(span² / mean squared error), the mean over images.

    Rewards blur: the mean of all plausible images has the best. One image that is exact makes the mean infinite.

    Args:
        made, true: [n, H, W, C] of one shape.
        value_range: of both; (−1, 1) for the output of a tanh.

    Raises:
        SuiteError: different shape, or values outside the range.
    """
    x, y = unit_images(made, true, value_range)
    errors = [float(np.mean(np.square(a.astype("float64") - b))) for a, b in zip(x, y, strict=True)]
    with np.errstate(divide="ignore"):
        return float(np.mean(-10 * np.log10(errors)))


def ssim(made: ArrayLike, true: ArrayLike, value_range: tuple[float, float] = (0.0, 255.0)) -> float:
    """Structural similarity, the mean over places, channels and images: 1 for equal images.

    Wang et al. 2004, eq. 13, with its 11×11 Gaussian window of σ 1.5, K₁ = .01 and K₂ = .03, where it fits.

    Args: as of `psnr`, H ≥ 11 and W ≥ 11.

    Raises:
        SuiteError: different shape, values outside the range, or images smaller than the window.
    """
    x, y = unit_images(made, true, value_range)
    if min(x.shape[1:3]) < WINDOW:
        raise SuiteError(
            f"images of {x.shape[1]}x{x.shape[2]} are smaller than the window of {WINDOW}; give larger ones"
        )
    parts = [tf.image.ssim(x[i : i + 256], y[i : i + 256], 1.0, WINDOW) for i in range(0, len(x), 256)]
    return float(np.concatenate(parts).mean(dtype="float64"))


def unit_images(made: ArrayLike, true: ArrayLike, value_range: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Both in [0, 1] as float32; raises `SuiteError` unless they are images of one shape and in the range."""
    x, y = np.asarray(made), np.asarray(true)
    if x.shape != y.shape or x.ndim != 4 or 0 in x.shape:
        raise SuiteError(f"images have the shapes {x.shape} and {y.shape}; give one shape [n, H, W, C]")
    low, high = value_range
    if not all(low <= side.min() and side.max() <= high for side in (x, y)):
        raise SuiteError(f"images have values outside {low} to {high}; say their value_range")
    x, y = (((side - np.float32(low)) / np.float32(high - low)).astype("float32") for side in (x, y))
    return x, y
