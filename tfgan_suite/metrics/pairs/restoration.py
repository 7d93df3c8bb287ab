"""Restoration: L1 distance to the true image, and sharpness by Laplacian energy."""

import numpy as np

from tfgan_suite.errors import SuiteError


def l1_distance(made: np.ndarray, true: np.ndarray) -> float:
    """Mean absolute difference of images of one shape, [n, H, W, C], as floats: images in [-1, 1] differ by 0 to 2."""
    made, true = np.asarray(made, "float32"), np.asarray(true, "float32")
    if made.shape != true.shape:
        raise SuiteError(f"made {made.shape} and true {true.shape} images differ in shape; make them one")
    return float(np.abs(made - true).mean(dtype="float64"))


def laplacian_energy(images: np.ndarray) -> float:
    """Mean square of the five-point Laplacian inside images [n, H, W, C], as floats; blurring lowers it."""
    x = np.asarray(images, "float32")
    around = x[:, 2:, 1:-1] + x[:, :-2, 1:-1] + x[:, 1:-1, 2:] + x[:, 1:-1, :-2]
    return float(((around - 4 * x[:, 1:-1, 1:-1]) ** 2).mean(dtype="float64"))
