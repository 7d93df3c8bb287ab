"""Sliced Wasserstein distances of patches at every level of a Laplacian pyramid (SWD)."""

from collections.abc import Iterator

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.errors import SuiteError
from tfgan_suite.metrics.features.fit_input import check_images

COARSEST, PATCH = 16, 7
BINOMIAL = np.array([1, 4, 6, 4, 1], "float32") / 16


def sliced_distances(
    fake: Array, real: Array, *, patches: int = 128, directions: int = 128, repeats: int = 4, seed: int = 0
) -> dict[str, float]:
    """Sliced Wasserstein distances of 7x7 patches, level by level of a Laplacian pyramid, times 1000.

    Karras et al. 2018, section 5, https://arxiv.org/abs/1710.10196: each channel of the patches is brought to mean 0
    and deviation 1 over its own set, so contrast and colour balance do not count; structure does. The finest level
    hears blur and noise. The paper takes 16,384 images; values at another n or size do not compare.

    Args:
        fake, real: uint8 images [n, H, W, C] of one shape.
        patches: from each image and level.
        directions: random projections at a time.
        repeats: how many times.
        seed: of patches and directions.

    Returns:
        {"32": ..., "16": ..., "mean": ...}: under the height of each level, finest first, and the mean of them.

    Raises:
        SuiteError: images of different shape or number, or smaller than 16 pixels.
    """
    fake, real = check_images(fake), check_images(real)
    if fake.shape != real.shape:
        raise SuiteError(
            f"generated {fake.shape} and real {real.shape} images do not compare: give as many of one shape"
        )
    if min(fake.shape[1:3]) < COARSEST:
        raise SuiteError(
            f"images of {fake.shape[1]}x{fake.shape[2]} have no level of {COARSEST} pixels: give larger ones"
        )
    rng = np.random.default_rng(seed)
    levels = zip(laplacian(fake), laplacian(real), strict=True)
    scores = {str(f.shape[1]): _distance(f, r, rng, patches, directions, repeats) for f, r in levels}
    return {**scores, "mean": float(np.mean(list(scores.values())))}


def laplacian(images: Array) -> Iterator[Array]:
    """The Laplacian pyramid of images [n, H, W, C], finest first, the last level what is left of the images.

    Sides are halved as long as they stay even and at least 16. Burt and Adelson 1983, with mirrored borders.
    """
    images = images.astype("float32")
    while all(side % 2 == 0 and side // 2 >= COARSEST for side in images.shape[1:3]):
        smaller = smoothed(images)[:, ::2, ::2]
        yield images - enlarged(smaller)
        images = smaller
    yield images


def enlarged(images: Array) -> Array:
    """Twice the size, smoothly."""
    n, height, width, channels = images.shape
    spread = np.zeros((n, 2 * height, 2 * width, channels), "float32")
    spread[:, ::2, ::2] = images
    return 4 * smoothed(spread)


def smoothed(images: Array) -> Array:
    """Filtered with the 5x5 binomial kernel."""
    for axis in (1, 2):
        padding = [(2, 2) if a == axis else (0, 0) for a in range(4)]
        padded = np.pad(images, padding, "reflect")
        size = images.shape[axis]
        shifted = (np.take(padded, range(k, k + size), axis) for k in range(5))
        images = sum(tap * part for tap, part in zip(BINOMIAL, shifted, strict=True))
    return images


def _distance(fake, real, rng, patches, directions, repeats):
    places = [rng.integers(0, side - PATCH + 1, (len(fake), patches)) for side in fake.shape[1:3]]
    a, b = (_descriptors(images, *places) for images in (fake, real))
    rounds = []
    for _ in range(repeats):
        lines = rng.standard_normal((a.shape[1], directions)).astype("float32")
        lines /= np.linalg.norm(lines, axis=0)
        sorted_a, sorted_b = (lines.T @ side.T for side in (a, b))
        sorted_a.sort()
        sorted_b.sort()
        rounds.append(np.abs(sorted_a - sorted_b).mean())
    return 1000 * float(np.mean(rounds))


def _descriptors(images, rows, columns):
    """The patches that begin at these rows and columns [n, patches], flat, each channel normalized over all of them."""
    windows = np.lib.stride_tricks.sliding_window_view(images, (PATCH, PATCH), axis=(1, 2))
    chosen = windows[np.arange(len(images))[:, None], rows, columns]
    chosen = chosen - chosen.mean(axis=(0, 1, 3, 4), keepdims=True)
    deviation = chosen.std(axis=(0, 1, 3, 4), keepdims=True)
    return (chosen / np.where(deviation > 0, deviation, 1)).reshape(rows.size, -1)
