"""Unpaired translation: photos and drawings of garments, never of the same garment."""

from dataclasses import replace

from tfgan_suite.data.pipeline.examples import Examples
from tfgan_suite.data.tasks.fashion_pairs import dilated


def fashion_edges_unpaired(fashion: Examples) -> Examples:
    """The first half of Fashion-MNIST as it is, and the outlines (3×3 dilation minus image) of the second.

    Returns:
        Fields "source", images of the first half, "label", "target", outlines of the second half, and "target_label".
    """
    half = len(fashion) // 2
    image = fashion["image"]
    there = image[half : 2 * half]
    label = fashion["label"]
    shown = {"source": image[:half], "label": label[:half]}
    drawn = {"target": dilated(there) - there, "target_label": label[half : 2 * half]}
    return replace(fashion, fields={**shown, **drawn})
