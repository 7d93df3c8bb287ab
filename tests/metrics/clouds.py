"""Features of which the scores are known."""

import numpy as np


def normal(n, d, seed):
    """[n, d] standard normal numbers."""
    return np.random.default_rng(seed).normal(size=(n, d))
