"""Cartoons without pairs: garments, and other garments in three shades within an outline."""

from dataclasses import replace

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.tasks.fashion_pairs import dilated

STEP = 85
VISIBLE = 40


def fashion_cartoons(fashion: Examples) -> Examples:
    """The first half of Fashion-MNIST as it is, and cartoons of the second half.

    Returns:
        Fields "source", images of the first half, "label", "target", cartoons of the second half, and "target_label".
    """
    half = len(fashion) // 2
    shown = {"source": fashion["image"][:half], "label": fashion["label"][:half]}
    there = slice(half, 2 * half)
    drawn = {"target": drawn_as_cartoons(fashion["image"][there]), "target_label": fashion["label"][there]}
    return replace(fashion, fields={**shown, **drawn})


def drawn_as_cartoons(images: Array) -> Array:
    """Grey images uint8 [N, H, W, 1] on black, in three shades, and white at the edge of what is shown, which on black
    is what a black outline is on paper."""
    inside = np.where(images > VISIBLE, np.uint8(255), np.uint8(0))
    edge = (inside > 0) & (dilated(255 - inside) > 0)
    shades = np.minimum(images // STEP * STEP + STEP // 2, 255)
    return np.where(edge, 255, np.where(inside > 0, shades, 0)).astype(np.uint8)
