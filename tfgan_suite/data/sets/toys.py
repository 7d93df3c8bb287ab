"""Toy distributions: points in the plane whose modes can be counted."""

import numpy as np

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.errors import SuiteError

SIZES = {"train": 50_000, "test": 10_000}


def ring(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Eight Gaussians of standard deviation .02 on the circle of radius 2; the label is the mode."""
    mode = rng.integers(8, size=n)
    angle = mode * (2 * np.pi / 8)
    return 2 * np.stack([np.cos(angle), np.sin(angle)], 1) + rng.normal(0, 0.02, (n, 2)), mode


def grid(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Twenty-five Gaussians of standard deviation .05 on {-4, -2, 0, 2, 4}²; the label is the mode."""
    mode = rng.integers(25, size=n)
    return 2.0 * np.stack([mode % 5 - 2, mode // 5 - 2], 1) + rng.normal(0, 0.05, (n, 2)), mode


def moons(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two interleaved half circles of radius 1 with noise of deviation .05; the label is the moon."""
    moon = rng.integers(2, size=n)
    angle = rng.uniform(0, np.pi, n)
    upper = np.stack([np.cos(angle), np.sin(angle)], 1)
    return np.where(moon[:, None] == 0, upper, [1, 0.5] - upper) + rng.normal(0, 0.05, (n, 2)), moon


DRAWS = {"ring": ring, "grid": grid, "moons": moons}


def toy(name: str, split: str = "train", *, seed: int = 0) -> Examples:
    """A synthetic set of points.

    Args:
        name: "ring", "grid" or "moons".
        split: "train" (50,000 points) or "test" (10,000 others).
        seed: other seeds give other points of the same distribution.

    Returns:
        Fields "point", float32 [N, 2], and "label", int32 [N], the mode that the point was drawn from.

    Raises:
        SuiteError: a split that does not exist.
    """
    if split not in SIZES:
        raise SuiteError(f"{name} has no split {split!r}; use train or test")
    rng = np.random.default_rng([seed, list(SIZES).index(split)])
    points, labels = DRAWS[name](rng, SIZES[split])
    fields = {"point": points.astype(np.float32), "label": labels.astype(np.int32)}
    return Examples(fields, name, tuple(f"mode {i}" for i in range(labels.max() + 1)), "public domain")
