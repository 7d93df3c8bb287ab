"""How contents in the style of another image are scored."""

from typing import TYPE_CHECKING, Any

import numpy as np

from tfgan_suite.aliases import Array
from tfgan_suite.data import to_float, to_uint8
from tfgan_suite.metrics import label_accuracy
from tfgan_suite.training.protocols.images import extractor_for

if TYPE_CHECKING:
    from tfgan_suite.training.plans.plan import Plan


BRIGHT = 64


def style_protocol(plan: "Plan", n: int, features: Any = None) -> dict[str, Any]:
    """The first `n` held-out contents, each in the style that comes with it.

    Returns:
        "label_accuracy", how many are still classified as their content ("label_accuracy_real" of the contents
        themselves), and "colour_error", the mean distance of their colour from the style's ("colour_error_swapped":
        from the style of another).
    """
    content, style = (to_float(plan.test[field][:n]) for field in ("content", "style"))
    made = to_uint8(plan.game.stylize(content, style))
    extractor, labels = extractor_for(plan.test, features), plan.test["label"][:n]
    seen = {"label_accuracy": made.max(axis=-1, keepdims=True), "label_accuracy_real": plan.test["content"][:n]}
    ours, theirs = colours(made), plan.test["colour"][:n]
    return {
        "protocol": "contents in given styles",
        "n": n,
        "features": extractor.describe(content.shape[1:]),
        "features_fingerprint": extractor.fingerprint,
        **{name: label_accuracy(extractor.probabilities(images), labels) for name, images in seen.items()},
        "colour_error": float(np.abs(ours - theirs).mean()),
        "colour_error_swapped": float(np.abs(ours - np.roll(theirs, 1, axis=0)).mean()),
    }


def colours(images: Array) -> Array:
    """The colour of each uint8 image [n, H, W, 3] where it is bright, its largest channel at 1: [n, 3]."""
    bright = images.max(axis=-1, keepdims=True) >= BRIGHT
    total = (images * bright).sum(axis=(1, 2), dtype="float64")
    return total / np.maximum(total.max(axis=1, keepdims=True), 1)
