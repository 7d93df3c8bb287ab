"""Degradations of images at four rising strengths: what a score must hear, and the more, the stronger it is."""

import numpy as np
from scipy.ndimage import gaussian_filter

STRENGTHS = {
    "blur": (0.4, 0.6, 1.0, 2.0),  # standard deviation in pixels
    "noise": (4, 8, 16, 48),  # standard deviation in levels of 255
    "contrast": (0.9, 0.75, 0.5, 0.25),  # what is left of it
    "fewer modes": (0.9, 0.7, 0.4, 0.1),  # share of the classes that stay
    "other images": (0.02, 0.05, 0.15, 0.4),  # share of them
    "quadrants": (0.05, 0.1, 0.25, 0.5),  # share of images whose quadrants are exchanged
}


def degraded(kind, strength, images, labels, others, seed=0):
    """uint8 images [n, H, W, C] degraded; `others` are images of another set, of the same shape."""
    rng = np.random.default_rng(seed)
    x = images.astype("float32")
    if kind == "blur":
        return _uint8(gaussian_filter(x, (0, strength, strength, 0)))
    if kind == "noise":
        return _uint8(x + rng.normal(0, strength, x.shape))
    if kind == "contrast":
        mean = x.mean((1, 2, 3), keepdims=True)
        return _uint8(mean + strength * (x - mean))
    if kind == "fewer modes":
        classes = rng.permutation(np.unique(labels))
        kept = np.flatnonzero(np.isin(labels, classes[: max(1, round(strength * len(classes)))]))
        return images[rng.choice(kept, len(images))] if len(kept) < len(images) else images
    chosen = rng.permutation(len(images))[: round(strength * len(images))]
    changed = images.copy()
    if kind == "other images":
        changed[chosen] = others[rng.integers(len(others), size=len(chosen))]
        return changed
    changed[chosen] = np.roll(images[chosen], (images.shape[1] // 2, images.shape[2] // 2), (1, 2))
    return changed


def _uint8(x):
    return np.clip(np.round(x), 0, 255).astype("uint8")
