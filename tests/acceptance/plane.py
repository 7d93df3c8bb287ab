"""Where the modes of the ring and of the grid are, and how far samples are from held-out points."""

import numpy as np

RING = [(2 * np.cos(a), 2 * np.sin(a)) for a in np.arange(8) * np.pi / 4]
GRID = [(2.0 * x, 2.0 * y) for y in range(-2, 3) for x in range(-2, 3)]


def distance(plan, n=2000):
    """Sliced W1: the mean over directions of the distance between sorted projections."""
    angles = np.arange(64) * np.pi / 64
    directions = np.stack([np.cos(angles), np.sin(angles)])
    ours, theirs = (np.sort(x @ directions, axis=0) for x in (plan.game.sample(n, seed=1), plan.test["point"][:n]))
    return np.abs(ours - theirs).mean()
