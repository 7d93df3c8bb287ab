"""Latent directions: moves of a latent that change most of what a generator makes, for sliders."""

import numpy as np

from tfgan_suite.export.checks.probes import probes
from tfgan_suite.export.signature import Signature

COUNT = 6
PAIRS = 512
CHUNK = 64


def directions(signature: Signature, name: str, count: int = COUNT) -> np.ndarray:
    """Orthonormal directions of a latent, that with the largest mean effect on the outputs first.

    They are the left singular vectors of E[z G(z)ᵀ], which for standard normal z is the mean Jacobian of G (Stein's
    identity), estimated on pairs (z, -z) with labels and other inputs that cycle or are drawn.

    Args:
        signature: of a generator.
        name: of its latent input z [B, d].
        count: how many, at most d.

    Returns:
        float64 [count, d], in five decimals.
    """
    rng = np.random.default_rng(0)
    meanings = {key: signature.meaning(key) for key in signature.inputs}
    covariance = 0
    for _ in range(0, PAIRS, CHUNK):
        (inputs,) = probes(signature, (CHUNK,))
        for key, known in meanings.items():
            if known.prior == "uniform" or known.role == "codes":
                inputs[key] = rng.uniform(-1, 1, inputs[key].shape).astype("float32")
            elif known.role in ("latent", "noise"):
                inputs[key] = rng.standard_normal(inputs[key].shape, "float32")
            elif known.role == "truncation":
                inputs[key] = np.ones_like(inputs[key])
        z = inputs[name]
        there, back = (signature({**inputs, name: side}) for side in (z, -z))
        effect = np.concatenate([(there[key] - back[key]).reshape(CHUNK, -1) for key in there], axis=1)
        covariance = covariance + z.T @ effect / (2 * PAIRS)
    return np.linalg.svd(covariance, full_matrices=False)[0].T[:count].round(5)
