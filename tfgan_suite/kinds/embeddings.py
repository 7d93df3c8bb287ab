"""Embeddings [n, d]: dots in the plane of their two principal components."""

from typing import Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.kinds.kind import Kind
from tfgan_suite.kinds.points import scatter


class Embeddings(Kind):
    """Vectors that stand for something else, such as latents of examples."""

    title = "embeddings"
    shown = 1000
    has_backdrop = True
    role = "vector"
    names = {
        "code": "latent of the example",
        "mean": "mean of the latent's distribution",
        "log_variance": "logarithm of the variance of the latent's distribution",
    }

    def picture(self, samples: Any, groups: Array | None = None, real: Array | None = None) -> Array:
        """A scatter of the samples before real ones, in the principal plane of the real ones where these are given."""
        plane = Plane(samples if real is None else real)
        return scatter(plane(samples), groups, plane(samples if real is None else real))

    def array(self, samples: Any) -> Array:
        return np.asarray(samples, "float32")


class Plane:
    """The projection on the two principal components of vectors [n, d]; what has one dimension lies on a line."""

    def __init__(self, vectors: Array) -> None:
        vectors = np.asarray(vectors, "float64")
        self.centre = vectors.mean(0)
        self.axes = np.linalg.svd(vectors - self.centre, full_matrices=False)[2][:2]

    def __call__(self, vectors: Array) -> Array:
        found = (np.asarray(vectors, "float64") - self.centre) @ self.axes.T
        return np.pad(found, ((0, 0), (0, 2 - found.shape[1])))
