"""MS-SSIM diversity: how alike generated images are to one another."""

import numpy as np
import tensorflow as tf
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.pairs.fidelity import WINDOW, unit_images

WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)  # of the scales, Wang et al. 2003


def ms_ssim_diversity(
    images: ArrayLike, *, pairs: int = 1000, value_range: tuple[float, float] = (0.0, 255.0), seed: int = 0
) -> float:
    """Mean multi-scale structural similarity of random pairs of different images: high is alike.

    Odena et al. 2017, https://arxiv.org/abs/1610.09585, section 4.2, within one class; compare with the same of real
    images of the class, above which it tells collapse. Blind to quality: noise is diverse. The five scales of Wang et
    al. 2003 need sides of 176; smaller images have the first of them that fit (two at 28 and 32, three at 64), weights
    made to sum to 1, so values at different sizes do not compare. Unbiased; the standard error shrinks as pairs^(−1/2).

    Args:
        images: [n, H, W, C], n ≥ 2, H and W ≥ 11, preferably of one class.
        pairs: how many are drawn.
        value_range: of the images; (−1, 1) for the output of a tanh.
        seed: draws them.

    Returns:
        0 to 1; 1 where all images are alike.

    Raises:
        SuiteError: one image, values outside the range, or images smaller than 11 pixels.
    """
    x, _ = unit_images(images, images, value_range)
    scales = sum(min(x.shape[1:3]) // 2**scale >= WINDOW for scale in range(len(WEIGHTS)))
    if len(x) < 2 or not scales or pairs < 1:
        raise SuiteError(f"{len(x)} images of {x.shape[1]}x{x.shape[2]}: give at least 2, of {WINDOW} pixels or more")
    weights = np.divide(WEIGHTS[:scales], sum(WEIGHTS[:scales]))
    rng = np.random.default_rng(seed)
    first = rng.integers(0, len(x), pairs)
    second = (first + rng.integers(1, len(x), pairs)) % len(x)
    parts = [
        tf.image.ssim_multiscale(x[first[i : i + 256]], x[second[i : i + 256]], 1.0, weights, WINDOW)
        for i in range(0, pairs, 256)
    ]
    return float(np.concatenate(parts).mean(dtype="float64"))
