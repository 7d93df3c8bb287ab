"""Perceptual path length: how smoothly images change from one latent to another."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tfgan_suite.errors import SuiteError


class PathLength(NamedTuple):
    """Mean and standard deviation over the paths, the least and the largest hundredth left out, and how many are in."""

    mean: float
    sd: float
    n: int


def lerp(a: np.ndarray, b: np.ndarray, t: np.ndarray) -> np.ndarray:
    """(1 − t) a + t b; for codes such as StyleGAN's w, whose space is flat. a, b [n, d], t [n, 1]."""
    return a + t * (b - a)


def slerp(a: np.ndarray, b: np.ndarray, t: np.ndarray) -> np.ndarray:
    """Along the great circle, the length going over from |a| to |b|; for normal codes. a, b [n, d], t [n, 1]."""
    A, B = (np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    a, b = a / A, b / B
    cosine = np.sum(a * b, axis=1, keepdims=True)
    across = b - cosine * a
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), np.finfo("float64").tiny)
    angle = t * np.arccos(np.clip(cosine, -1, 1))
    return lerp(A, B, t) * (a * np.cos(angle) + across * np.sin(angle))


def perceptual_path_length(
    generate: Callable,
    features: Callable,
    starts: ArrayLike,
    ends: ArrayLike,
    *,
    interpolate: Callable = slerp,
    epsilon: float = 1e-4,
    batch_size: int = 64,
    seed: int = 0,
) -> PathLength:
    """E |φ(G(z(t))) − φ(G(z(t + ε)))|² / ε², t uniform in [0, 1]. Karras et al. 2019, arXiv:1812.04948, eq. 2 and 3.

    Low is smooth; blind to quality, and a generator that is constant has 0. A number belongs to its φ: the paper's is
    the LPIPS distance of VGG-16. Images must reach φ as floats, since ε moves them by less than a step of uint8, and G
    must have no noise of its own. The tails are heavy: the paper takes n = 100,000 and leaves two
    hundredths out, which lowers the mean. Unlike the authors' program `slerp` keeps the codes' lengths.

    Args:
        generate: codes [b, d] to images.
        features: images to [b, k] (or any shape), whose squared Euclidean distance is φ's.
        starts, ends: [n, d] codes between which to go.
        interpolate: `slerp` or `lerp`.
        epsilon: ε.
        batch_size: b, codes at a time.
        seed: draws t.

    Raises:
        SuiteError: codes of different shape, or pictures that are not finite.
    """
    a, b = np.asarray(starts, "float64"), np.asarray(ends, "float64")
    if a.shape != b.shape or a.ndim != 2 or 0 in a.shape:
        raise SuiteError(f"codes have the shapes {a.shape} and {b.shape}; give as many starts as ends, [n, d]")
    t = np.random.default_rng(seed).random((len(a), 1))

    def read(part: slice, at: np.ndarray) -> np.ndarray:
        images = generate(interpolate(a[part], b[part], at[part]))
        return np.asarray(features(images), "float64").reshape(len(images), -1)

    parts = [slice(i, i + batch_size) for i in range(0, len(a), batch_size)]
    squares = [np.square(read(part, t) - read(part, t + epsilon)).sum(axis=1) for part in parts]
    lengths = np.concatenate(squares) / epsilon**2
    if not np.isfinite(lengths).all():
        raise SuiteError("pictures on the path hold NaN or infinity; check the generator and the features")
    low, high = np.percentile(lengths, 1, method="lower"), np.percentile(lengths, 99, method="higher")
    kept = lengths[(low <= lengths) & (lengths <= high)]
    return PathLength(float(kept.mean()), float(kept.std()), len(kept))
